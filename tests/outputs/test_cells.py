"""How a cell is laid out, and how much a note proves."""

from __future__ import annotations

from pathlib import Path

import pytest

from syntax_notes.notes.checks import count_checks
from tests.support import pages
from tests.support.note_list import NOTES, source


@pytest.mark.parametrize("note", NOTES)
def test_the_page_shows_how_many_checks_passed(note: str, site: Path) -> None:
    facts = pages.note(site, note).select_one("article .note-facts")
    assert facts is not None
    count = count_checks(source(note))
    assert facts.get_text() == f"{count} checks passed when this page was built"


@pytest.mark.parametrize("note", NOTES)
def test_an_answer_is_folded_and_an_output_is_not(note: str, site: Path) -> None:
    page = pages.note(site, note)
    answers = page.select("#predict-it > details.answer:not([open])")
    assert 1 <= len(answers) <= 3
    assert not page.select("#predict-it > .sphx-glr-script-out")
    outputs = page.select("details.output")
    assert outputs
    assert all(output.has_attr("open") for output in outputs)
