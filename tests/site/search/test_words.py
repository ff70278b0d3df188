"""The words of a text, by examples that hold for the search in the browser as well."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from syntax_notes.site.search.words import count_pairs, count_words, words

EXAMPLES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("words.json").read_text(encoding="utf-8")
)
each_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=[example["why"] for example in EXAMPLES]
)


@each_example
def test_a_text_is_split_into_its_words(example: dict[str, Any]) -> None:
    assert words(example["text"]) == example["words"]


@each_example
def test_words_are_counted_with_the_parts_of_names(example: dict[str, Any]) -> None:
    counted = Counter(example["words"] + example["parts"])
    assert count_words(example["text"]) == counted


@each_example
def test_pairs_are_counted(example: dict[str, Any]) -> None:
    assert count_pairs(example["text"]) == Counter(example["pairs"])


def test_a_part_that_comes_twice_in_a_name_counts_once() -> None:
    assert count_words("one_one") == {"one_one": 1, "one": 1}
