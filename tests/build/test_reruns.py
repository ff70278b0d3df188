"""What one edit of the package runs or reads again follows its rooms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.project import Project, copy_package

pytestmark = pytest.mark.slow

NOTES = {"tensors/one": "print('one')\n", "indexing/two": "print('two')\n"}
# A module of each room, and what an edit of it does.
RUNS = (
    "running/streams.py",
    "recordings/comparing.py",
    "diagrams/grids.py",
    "diagrams/static/diagram.css",
    "notes/tags.py",
    "backends/pytorch/printed.py",
    "adapters/furo.py",
)
READS = (
    "page/related_notes.py",
    "across/feed.py",
    "site/navigation.py",
    "outputs/cells.py",
    "kit/tables.py",
    "wording.py",
)
NEITHER = ("build/report.py", "offline/book.py", "speed/template_cache.py", "cli.py")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two notes, built once, with a copy of the package."""
    project = Project(tmp_path_factory.mktemp("reruns"), NOTES)
    copy_package(project.folder)
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def edit(project: Project, name: str) -> tuple[int, int]:
    """Add a comment to a file; return how many notes ran and how many pages were read.

    A comment does as well as a change: what matters is where it is.
    """
    path: Path = project.package / name
    comment = "/* okapi */" if path.suffix == ".css" else "# okapi"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{comment}\n", "utf-8")
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    ran = len(project.results()["passed"])
    read = re.findall(r"(\d+) added, (\d+) changed, \d+ removed", build.stdout)
    return ran, sum(int(added) + int(changed) for added, changed in read)


@pytest.mark.parametrize("name", RUNS)
def test_an_edit_that_may_change_an_output_runs_the_notes(
    name: str, project: Project
) -> None:
    ran, _ = edit(project, name)
    assert ran == len(NOTES)


@pytest.mark.parametrize("name", READS)
def test_an_edit_of_what_makes_pages_reads_them_again(
    name: str, project: Project
) -> None:
    ran, read = edit(project, name)
    assert ran == 0
    assert read >= 2 * len(NOTES)


@pytest.mark.parametrize("name", NEITHER)
def test_any_other_edit_does_neither(name: str, project: Project) -> None:
    assert edit(project, name) == (0, 0)
