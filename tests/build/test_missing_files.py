"""A generated file that is missing is made again by the next build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import Project

PLOT = """
import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.title("a line")
plt.show()
"""
LONG = "print('x' * 30_000)\n"
CALLS = "import math\nprint(math.sqrt(4))\n"
# What is missing of each note.
OF_NOTE = {
    "ipynb": (CALLS, "{}.ipynb"),
    "page": (CALLS, "{}.rst"),
    "script": (CALLS, "{}.py"),
    "zipped": (CALLS, "{}.zip"),
    "hash": (CALLS, "{}.py.md5"),
    "names": (CALLS, "{}.codeobj.json"),
    "recorded": (CALLS, "{}.recording.json"),
    "footprint": (CALLS, "{}.footprint.json"),
    "whole": (LONG, "{}.cell-0.txt"),
    "image": (PLOT, "images/sphx_glr_{}_001.svg"),
    "thumbnail": (PLOT, "images/thumb/sphx_glr_{}_thumb.svg"),
}
# What is missing of others: nothing runs.
OF_ALL = (
    "docs/notes/index.rst",
    "docs/notes/topic/index.rst",
    "docs/notes/notes_python.zip",
    "docs/notes/downloads/zh_CN/notes_jupyter.zip",
    "docs/notes/downloads/en/topic/whole_of.ipynb",
    "docs/notes/downloads/en/topic/whole_of.md",
    "_build/work/cpu/doctrees/en/index.doctree",
    "_build/work/cpu/doctrees/zh_CN/index.search.json",
)
OF_SITE = (
    "notes/topic/page_of.html",
    "notes/topic/page_of.md",
    "_images/sphx_glr_image_of_001.svg",
    "_search/page-0.js",
    "_search/start.js",
    "_static/logo.svg",
    "objects.inv",
    "feed.xml",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A note for each kind of files, and one that loses none, built once."""
    notes = {f"topic/{kind}_of": code for kind, (code, _) in OF_NOTE.items()}
    project = Project(
        tmp_path_factory.mktemp("missing"), {**notes, "topic/other": CALLS}
    )
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def site(project: Project) -> dict[str, bytes]:
    """Return the files of the site."""
    return {
        path.relative_to(project.html).as_posix(): path.read_bytes()
        for path in project.html.rglob("*")
        if path.is_file()
    }


def lose(project: Project, paths: list[Path]) -> None:
    """Remove files, build, and see that they and the site are there again."""
    before = site(project)
    for path in paths:
        path.unlink()
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    assert [path for path in paths if not path.exists()] == []
    assert site(project) == before
    assert "Nothing has changed" in project.build("--device", "cpu").stdout


def test_a_note_of_which_a_file_is_missing_runs_again(project: Project) -> None:
    folder = project.folder / "docs" / "notes" / "topic"
    lose(
        project,
        [folder / name.format(f"{kind}_of") for kind, (_, name) in OF_NOTE.items()],
    )
    assert project.results()["passed"] == sorted(f"topic/{kind}_of" for kind in OF_NOTE)


def test_what_is_missing_elsewhere_is_made_and_nothing_runs(project: Project) -> None:
    work = project.folder / "_build" / "work" / "cpu" / "html"
    lose(
        project,
        [
            *(project.folder / name for name in OF_ALL),
            *(work / "en" / name for name in OF_SITE),
            work / "zh-cn" / OF_SITE[3],
            project.html / "en" / "index.html",
            project.html / "robots.txt",
        ],
    )
    assert project.results()["passed"] == []
