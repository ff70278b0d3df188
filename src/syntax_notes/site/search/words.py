"""The words of a text, by the rules that ``static/search-index.js`` has for queries.

Chinese has no spaces between words, and no one can tell for certain where they end. So
each Chinese character is a word of its own here. What makes phrases findable, in any
language, are the *pairs* of words that follow each other: ``广播`` is one, and so are
``index out`` and ``torch gather``. A pair of Chinese characters is written without a
space.

Numbers are no words. An error message is found whatever sizes it names.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter

HAN = "\u3400-\u9fff"
WORD = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
NUMBER = re.compile(r"[\d_]+(e\d*)?")
PART = re.compile(r"[^_\d][^_]*")


def words(text: str) -> list[str]:
    """Split a text into its words, in lower case."""
    found = WORD.findall(unicodedata.normalize("NFKC", text).lower())
    return [word for word in found if not NUMBER.fullmatch(word)]


def pair(first: str, second: str) -> str:
    """Write two words that follow each other."""
    both_han = len(first) == len(second) == 1 and _is_han(first) and _is_han(second)
    return first + second if both_han else f"{first} {second}"


def _is_han(character: str) -> bool:
    return HAN[0] <= character <= HAN[-1]


def count_words(text: str) -> Counter[str]:
    """Count the words of a text; ``one_hot`` is also an ``one`` and a ``hot``."""
    counts = Counter(words(text))
    for word in list(counts):
        for part in set(PART.findall(word)) - {word}:
            counts[part] += counts[word]
    return counts


def count_pairs(text: str) -> Counter[str]:
    """Count the pairs of a text, those that no line break parts."""
    return Counter(
        pair(*two)
        for line in text.split("\n")
        for two in itertools.pairwise(words(line))
    )
