"""From a note to its neighbors, and to all else that it links to."""

from __future__ import annotations

from pathlib import Path

import pytest

from syntax_notes.page.related_notes import find_related
from tests.support import pages
from tests.support.note_list import NOTES

STUDY_NOTES = [note for note in NOTES if not note.startswith("tables/")]


@pytest.mark.parametrize("note", NOTES)
def test_every_link_of_a_note_leads_somewhere(note: str, site: Path) -> None:
    assert pages.broken_links(site / "en" / "notes" / f"{note}.html") == []


@pytest.mark.parametrize("note", STUDY_NOTES)
def test_a_note_leads_to_related_ones(note: str, site: Path) -> None:
    links = pages.note(site, note).select(".note-related a")
    assert 1 <= len(links) <= 3


def test_the_nearest_notes_share_most_tags() -> None:
    tags = {
        "notes/a/one": ["x", "y"],
        "notes/b/two": ["y"],
        "notes/b/three": ["x", "y"],
        "notes/a/four": ["x"],
        "notes/b/five": ["z"],
    }
    nearest = find_related(tags)
    assert nearest["notes/a/one"] == ["notes/b/three", "notes/a/four", "notes/b/two"]
    assert nearest["notes/b/five"] == []
