"""A page says of a claim what was measured, and no row says anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from syntax_notes.backends.pytorch import backend
from syntax_notes.places import label
from syntax_notes.recordings import recording_files
from tests.support.project import Project

NOTE = """
# %%
# You may have read: it is two
# ----------------------------
#
# It is one.

# sphinx_gallery_claim = ["one == 2"]
one = 1
print(one)

# %%
# You may have read: it is odd
# ----------------------------
#
# It depends.

# sphinx_gallery_claim = ["1 % 2", "2 % 2"]
print(2)

# %%
# You may have read: nothing
# --------------------------
#
# Nothing is claimed.

print(3)
"""
PAGE = """# Claims

| you may have read | verdict | proof |
|---|---|---|
| it is two | {verdict}`never true` | {cell}`topic/note#you-may-have-read-it-is-two` |
| it is odd | {verdict}`depends` | {cell}`topic/note#you-may-have-read-it-is-odd` |
"""


HERE = label(backend.release(), [])
NEVER = f"never true, {HERE}"


def write(project: Project, page: str) -> None:
    """Write the page of the claims."""
    (project.folder / "docs" / "claims.md").write_text(page, encoding="utf-8")


def verdicts(project: Project, language: str = "en") -> list[str]:
    """Return the verdicts on the page."""
    page = (project.html / language / "claims.html").read_bytes()
    found = BeautifulSoup(page, "html.parser").select(".verdict")
    return [cell.get_text() for cell in found]


def record_elsewhere(project: Project, *claims: tuple[bool, ...]) -> None:
    """Record the note on an older release, where its claims did as is said."""
    assert project.record().returncode == 0
    (path,) = project.folder.glob("recordings/cpu/*/topic/note.json")
    here = recording_files.read(path, "cpu")
    older = replace(here.environment, versions={"torch": "2.0.1", "numpy": "1.26.4"})
    cells = (
        replace(
            cell,
            claims=tuple(
                (expression, one)
                for (expression, _), one in zip(cell.claims, held, strict=True)
            ),
        )
        for cell, held in zip(here.cells, (*claims, ()), strict=True)
    )
    recording = replace(here, environment=older, cells=tuple(cells), history=())
    recording_files.write(recording, path.parents[2] / "2.0.1/topic/note.json")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("claims"), {"topic/note": NOTE})
    index = project.folder / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("notes/index", "claims\nnotes/index"), "utf-8")
    # The releases that this project lists are not those of the test.
    with (project.folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("notes_releases = []\n")
    return project


def test_what_was_not_measured_of_a_claim_fails_the_build(project: Project) -> None:
    page = PAGE.replace("never true", "true").replace("it-is-odd", "nothing")
    elsewhere = "\nNo row: {verdict}`depends`\n\nNo word: {verdict}`half true`\n"
    write(project, page + elsewhere)
    build = project.build()
    assert build.returncode != 0
    for place, warning in (
        (5, f"the page says 'true' of 'it is two', and what was measured is {NEVER!r}"),
        (6, "no cell that the row of 'it is odd' links declares a claim that can be"),
        (8, "a verdict belongs in a row of a table that links the cell of its proof"),
        (10, "there is no verdict 'half true'; those that are: true, never true, "),
    ):
        assert f"claims.md:{place}: WARNING: {warning}" in build.stdout
    assert "4 warnings" in build.stdout


def test_a_page_says_what_this_build_and_others_measured(project: Project) -> None:
    write(project, PAGE.replace("never true", "expired"))
    build = project.build()
    assert build.returncode == 0, build.stdout
    before = f"not since {HERE} at least, measured"
    assert verdicts(project) == [before, f"depends, {HERE}"]
    # A recording has the page written again, though nothing else has changed.
    record_elsewhere(project, (True,), (True, True))
    build = project.build()
    assert build.returncode == 0, build.stdout
    once = [
        f"true until 2.0; not since {HERE}",
        f"true until 2.0; depends since {HERE}",
    ]
    assert verdicts(project) == once
    assert verdicts(project, "zh-cn") == [
        f"2.0 及以前成立；{HERE} 起不成立",
        f"2.0 及以前成立；{HERE} 起视情况而定",
    ]
    # One that is out of date says nothing of the code that there is now.
    project.write("topic/note", NOTE.replace("print(3)", "print(4)"))
    write(project, PAGE)
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert verdicts(project) == [NEVER, f"depends, {HERE}"]
