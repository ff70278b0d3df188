"""A page is made again when a file changes that it depends on, wherever that lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.project import Project
from tests.support.served import Served

INCLUDES = '''\
"""
includes: what it shows lies elsewhere
======================================

It is run.
"""

# %%
# Listed
# ------
#
# .. literalinclude:: /../benchmarks/listed.txt
#
# .. csv-table::
#    :file: ../../../benchmarks/table.csv
#
# .. raw:: html
#    :file: ../../../benchmarks/part.html
#
# .. include:: /../benchmarks/part.rst
#
# .. image:: /../benchmarks/image.svg
#    :alt: a square

print("includes")
'''
READS = """
import os
import sys
from pathlib import Path

import numpy as np

here = Path(sys.argv[0]).parent
print(open(here / "text.txt").read())
print(np.load(here.parents[1] / "benchmarks" / "array.npy"))
print(__import__("package_beside").value)
child = os.fork()
if child == 0:
    (here / "of_child.txt").read_text()
    os._exit(0)
os.waitpid(child, 0)
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9"/>'
# How each file is changed, and what the page then has; nothing of the child's.
FILES = {
    "benchmarks/listed.txt": ("listed_{}", "listed_{}"),
    "benchmarks/table.csv": ("table_{}", "table_{}</p>"),
    "benchmarks/part.html": ("<hr id='{}'>", "<hr id='{}'>"),
    "benchmarks/part.rst": ("included_{}", "included_{}</p>"),
    "benchmarks/shown.md": ("shown_{}", "shown_{}</p>"),
    "benchmarks/image.svg": (SVG, ""),
    "examples/topic/text.txt": ("read_{}", "read_{}"),
    "examples/topic/of_child.txt": ("read_{}", ""),
    "examples/topic/package_beside/__init__.py": ("value = 'here_{}'", "here_{}"),
}


def write(project: Project, name: str, text: str) -> Path:
    """Write a file of the project."""
    path = project.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FILES[name][0].format(text), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two notes and a page that depend on files, built once."""
    project = Project(tmp_path_factory.mktemp("dependencies"), {"topic/reads": READS})
    for name in FILES:
        write(project, name, "1")
    import numpy as np

    np.save(project.folder / "benchmarks" / "array.npy", [1, 2])
    note = project.folder / "examples" / "topic" / "includes.py"
    note.write_text(INCLUDES, encoding="utf-8")
    index = project.folder / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(f"{text}\n```{{include}} ../benchmarks/shown.md\n```\n", "utf-8")
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def pages(project: Project) -> str:
    """Return the pages, in both languages."""
    return "".join(
        (project.html / language / f"{page}.html").read_text(encoding="utf-8")
        for language in ("en", "zh-cn")
        for page in ("index", "notes/topic/includes", "notes/topic/reads")
    )


def test_every_file_that_changes_is_on_the_pages(project: Project) -> None:
    for name in FILES:
        write(project, name, "2")
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    assert project.results()["passed"] == ["topic/reads"]
    found = pages(project)
    for _, shown in FILES.values():
        assert found.count(shown.format("2")) >= 2, shown
    image = next((project.html / "en" / "_images").glob("image*.svg"))
    assert 'width="2"' in image.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("benchmarks/listed.txt", []),
        ("benchmarks/array.npy", ["topic/reads"]),
    ],
)
def test_one_file_calls_for_a_build_and_runs_who_reads_it(
    name: str, runs: list[str], project: Project
) -> None:
    assert "Nothing has changed" in project.build("--device", "cpu").stdout
    path = project.folder / name
    if name in FILES:
        write(project, name, "3")
    else:
        path.write_bytes(path.read_bytes()[:-8] + b"\x07\0\0\0\0\0\0\0")
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    assert project.results()["passed"] == runs
    assert "Nothing has changed" in project.build("--device", "cpu").stdout


@pytest.mark.slow
def test_an_older_file_in_the_place_of_another_counts_and_an_equal_one_does_not(
    project: Project,
) -> None:
    write(project, "benchmarks/listed.txt", "4")
    path = write(project, "examples/topic/text.txt", "4")
    assert project.build("--device", "cpu").returncode == 0
    path.write_bytes(path.read_bytes())
    assert "Nothing has changed" in project.build("--device", "cpu").stdout
    write(project, "benchmarks/part.rst", "4")
    assert project.build("--device", "cpu").returncode == 0
    assert project.results()["passed"] == []
    for name in ("benchmarks/listed.txt", "examples/topic/text.txt"):
        path = write(project, name, "old")
        os.utime(path, (1e9, 1e9))
    assert project.build("--device", "cpu").returncode == 0
    assert project.results()["passed"] == ["topic/reads"]
    assert pages(project).count("listed_old") >= 2
    assert pages(project).count("read_old") >= 2


def both(served: Served) -> str:
    """Return the pages of the notes, as they are served."""
    return "".join(
        served.get(f"en/notes/topic/{name}.html") for name in ("includes", "reads")
    )


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="ends a group of processes")
def test_serve_watches_these_files(project: Project) -> None:
    served = Served(project)
    try:
        write(project, "benchmarks/listed.txt", "served")
        served.until(lambda: "listed_served" in both(served))
        write(project, "examples/topic/text.txt", "served")
        served.until(lambda: "read_served" in both(served))
    finally:
        served.stop()
