"""What the search finds things by: words, pairs, weights, and files of the index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from syntax_notes.site.search.index_files import PART_SIZE, split
from syntax_notes.site.search.page_texts import PageText
from syntax_notes.site.search.weights import MOST, count, weigh
from tests.support.project import Project


def page(title: str, *texts: str, note: bool = True) -> dict[str, Any]:
    """Return a page with a section for each text, as the index gets it."""
    sections = [[f"heading {n}", f"id{n}", text] for n, text in enumerate(texts)]
    return {"url": "", "title": title, "topic": "", "note": note, "sections": sections}


def weights(pages: list[PageText], word: str) -> dict[int, int]:
    """Return the weight of a word on each page that has it."""
    index = weigh(pages, list(map(count, pages)), "words")
    found, at = {}, 0
    for step in index[word]:
        at += step // (MOST + 1)
        found[at] = step % (MOST + 1)
    return found


def test_a_title_weighs_more_than_a_text_and_a_note_more_than_a_list_of_notes() -> None:
    found = weights(
        [
            page("gather"),
            page("other", "gather and so on"),
            page("none", "nothing"),
            page("errors", "gather and so on", note=False),
        ],
        "gather",
    )
    assert set(found) == {0, 1, 3}
    assert found[0] > found[1] > found[3] > 0


def test_a_word_counts_less_in_a_long_page() -> None:
    pages = [page("a", "stride " + "word " * 300), page("b", "stride word")]
    found = weights(pages, "stride")
    assert found[0] < found[1]


def test_parts_hold_every_word_once_in_order() -> None:
    index = {f"word{n}": [65] * (n % 50) for n in range(3000)} | {"广播": [1]}
    parts = split(index)
    assert len(parts) > 10
    assert {word: part[word] for part in parts for word in part} == index
    assert [word for part in parts for word in part] == sorted(index)
    assert max(len(json.dumps(part)) for part in parts) < 2 * PART_SIZE


def test_an_index_of_nothing_has_a_part() -> None:
    assert split({}) == [{}]


def index_of(project: Project, language: str = "en") -> dict[Path, bytes]:
    """Return the files of the index in the folder that builds write to."""
    work = project.folder / "_build" / "work" / "cpu" / "html" / language
    return {path: path.read_bytes() for path in (work / "_search").iterdir()}


def holds(index: dict[Path, bytes], word: str) -> bool:
    return any(f'"{word}":' in text.decode() for text in index.values())


@pytest.mark.slow
def test_the_index_follows_the_notes(tmp_path: Path) -> None:
    project = Project(
        tmp_path, {"topic/first": "print('zebra')", "topic/second": "print('okapi')"}
    )
    assert project.build("--device", "cpu").returncode == 0
    first = index_of(project)
    assert holds(first, "zebra")
    assert holds(first, "okapi")
    assert holds(index_of(project, "zh-cn"), "zebra")
    before = {path: path.stat().st_mtime_ns for path in first}

    assert project.build("--device", "cpu").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in first} == before

    project.write("topic/first", "print('quagga')")
    assert project.build("--device", "cpu").returncode == 0
    second = index_of(project)
    assert not holds(second, "zebra")
    assert holds(second, "quagga")
    assert holds(second, "okapi")

    (project.folder / "examples" / "topic" / "second.py").unlink()
    assert project.build("--device", "cpu").returncode == 0
    assert not holds(index_of(project), "okapi")
    published = project.html / "en" / "_search"
    assert {path.name for path in published.iterdir()} == {
        path.name for path in index_of(project)
    }
