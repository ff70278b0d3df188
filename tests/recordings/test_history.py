"""A recording keeps when its note began to print what it prints; a feed tells it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup

from syntax_notes.across.changes import list_changes
from syntax_notes.outputs.statuses import Status
from syntax_notes.recordings import recording_files
from syntax_notes.recordings.history import Change
from syntax_notes.recordings.recording import Cell, Recording
from tests.support import recorded
from tests.support.project import Project, run

FIRST = Recording(recorded.CUDA, (Cell("print(x)", "1\n"),))
VERSIONS = {"torch": "2.14.1+cu130", "numpy": "2.4.6", "python": "3.12.1"}
LATER = replace(recorded.CUDA, date="2026-05-06", versions=VERSIONS)
# Prints what the test wants, with the same code.
NOTE = """
import os
print(os.environ["PRINTED"])
"""


def test_the_first_recording_begins_a_history() -> None:
    change = Change("first", "2026-01-02", recorded.CUDA.versions)
    assert FIRST.with_history(None).history == (change,)


def test_what_is_claimed_of_a_cell_is_no_output() -> None:
    (cell,) = FIRST.cells
    later = Recording(LATER, (replace(cell, claims=(("x == 1", True),)),))
    first = FIRST.with_history(None)
    assert later.with_history(first).history == first.history


def test_the_same_output_from_another_version_is_no_change() -> None:
    later = Recording(LATER, FIRST.cells)
    assert (
        later.with_history(FIRST.with_history(None)).history
        == FIRST.with_history(None).history
    )


@pytest.mark.parametrize(
    ("cell", "what"),
    [(Cell("print(x)", "2\n"), "output"), (Cell("print(1)", "1\n"), "code")],
)
def test_other_output_and_other_code_are_changes(cell: Cell, what: str) -> None:
    later = Recording(LATER, (cell,)).with_history(FIRST.with_history(None))
    assert later.history[1:] == (Change(what, "2026-05-06", VERSIONS),)  # type: ignore[arg-type]


def test_a_recording_from_before_there_was_a_history_begins_one() -> None:
    later = Recording(LATER, (Cell("print(x)", "2\n"),)).with_history(FIRST)
    assert [change.what for change in later.history] == ["first", "output"]


def test_of_two_changes_on_a_day_the_later_one_comes_first() -> None:
    day = "2026-01-02"
    history = (Change("first", day), Change("output", day))
    status = Status(recorded.CUDA, "built", history=history)
    env: Any = SimpleNamespace(note_statuses={"notes/a/b": {"cuda": status}})
    assert [one.number for one in list_changes(env)] == [1, 0]


def test_a_history_is_written_and_read(tmp_path: Path) -> None:
    path = recorded.path(tmp_path, "cuda", "topic/note")
    recording_files.write(FIRST.with_history(None), path)
    assert recorded.read(tmp_path, "cuda", "topic/note") == FIRST.with_history(None)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two notes, one of which prints something else since the second recording."""
    folder = tmp_path_factory.mktemp("history")
    project = Project(folder, {"topic/changes": NOTE, "topic/stays": "print(1)\n"})
    (folder / "docs/index.md").write_text(
        "# Test\n\n```{toctree}\nnotes/index\n```\n\n```{note-changes}\n```\n", "utf-8"
    )
    for number, day in ((1, "2026-01-02"), (2, "2026-03-04")):
        seconds = {"2026-01-02": "1767312000", "2026-03-04": "1772582400"}[day]
        environment = os.environ | {
            "PRINTED": f"okapi {number}",
            "SOURCE_DATE_EPOCH": seconds,
        }
        # An upgrade would have the notes run again; here all is as before for them.
        shutil.rmtree(folder / "_build", ignore_errors=True)
        made = run(folder, "record", environment=environment)
        assert made.returncode == 0, made.stdout
    build = run(folder, "docs", environment=environment)
    assert build.returncode == 0, build.stdout
    return project


def test_what_did_not_change_keeps_its_history(project: Project) -> None:
    read = {
        note: recorded.read(project.folder, "cpu", f"topic/{note}")
        for note in ("changes", "stays")
    }
    changes = [(change.what, change.date) for change in read["changes"].history]
    assert changes == [("first", "2026-01-02"), ("output", "2026-03-04")]
    assert [change.date for change in read["stays"].history] == ["2026-01-02"]


def test_the_page_tells_when_its_output_changed(project: Project) -> None:
    page = BeautifulSoup(project.page("topic/changes"), "html.parser")
    history = page.select_one("details.note-history")
    assert history is not None
    items = [item.get_text(strip=True) for item in history.select("li")]
    where = recorded.read(project.folder, "cpu", "topic/changes").environment
    version = where.versions["torch"].partition("+")[0]
    assert items == [
        f"2026-03-04: the same code prints something else with torch {version}",
        f"2026-01-02: first recorded, with torch {version}",
    ]
    assert "note-history" not in project.page("topic/stays")
    assert "same output since 2026-03-04" in project.page("topic/changes")
    assert "same output since 2026-01-02" in project.page("topic/stays")


@pytest.mark.parametrize("language", ["en", "zh-cn"])
def test_a_feed_reader_finds_the_changes(project: Project, language: str) -> None:
    page = project.html / language / "notes/topic/changes.html"
    head = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    link = head.select_one('link[type="application/atom+xml"]')
    assert link is not None
    found = feedparser.parse((page.parent / str(link["href"])).resolve().as_uri())
    assert not found.bozo
    assert found.version == "atom10"
    # The newest first; of one day in the order of the notes.
    entries = [(one.link.rpartition("/")[2], one.updated[:10]) for one in found.entries]
    assert entries == [
        ("changes.html", "2026-03-04"),
        ("changes.html", "2026-01-02"),
        ("stays.html", "2026-01-02"),
    ]
    assert len({one.id for one in found.entries}) == 3
    for one in found.entries:
        assert one.title
        assert one.summary
        where = one.link.partition(f"/{language}/")[2]
        assert (project.html / language / where).exists()


def test_the_list_has_the_changes_and_leads_to_the_feed(project: Project) -> None:
    page = project.html / "en" / "index.html"
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    rows = soup.select("table.device-report tbody tr")
    dates = [row.get_text(" ", strip=True)[:10] for row in rows]
    assert dates == ["2026-03-04", "2026-01-02", "2026-01-02"]
    assert soup.select_one('a[href="feed.xml"]') is not None


def test_a_recording_that_is_accepted_is_on_the_page_of_the_next_build(
    project: Project,
) -> None:
    """Though neither the note nor what it printed has changed since the last build."""
    path = recorded.path(project.folder, "cpu", "topic/stays")
    recording = recorded.read(project.folder, "cpu", "topic/stays")
    before = (Change("first", "2025-05-06", {"torch": "2.7.0"}),)
    recording_files.write(replace(recording, history=before), path)
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert "same output since 2025-05-06 and torch 2.7.0" in project.page("topic/stays")
    chinese = project.html / "zh-cn" / "notes" / "topic" / "stays.html"
    assert "2025-05-06" in chinese.read_text(encoding="utf-8")
