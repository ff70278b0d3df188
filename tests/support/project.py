"""A small project of the same make as this one, with notes of a test's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from syntax_notes.room_hashes import PACKAGE

ROOT = Path(__file__).parents[2]
GENERATED = "notes"
TITLE = '"""\nfirst: a note of a test\n=======================\n\nIt is run.\n"""\n'


def not_generated(folder: str, names: list[str]) -> set[str]:
    """Return what of ``docs`` is not to be copied: what a build has made there."""
    return {GENERATED} & set(names) if Path(folder) == ROOT / "docs" else set()


def copy_project(folder: Path) -> None:
    """Copy what a build of this project reads."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=ignore)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=not_generated)
    shutil.copytree(ROOT / "recordings", folder / "recordings")
    for page in ("conf.py", "CONTRIBUTING.md", "CHANGELOG.md"):
        shutil.copy(ROOT / page, folder)


def copy_package(folder: Path) -> Path:
    """Give a project a copy of the package, which a test may change; return it."""
    copy = folder / "src" / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def path_of(folder: Path) -> dict[str, str]:
    """Return what has Python take the package from a project that has a copy of it."""
    own = folder / "src"
    return {"PYTHONPATH": str(own)} if own.exists() else {}


def run(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m syntax_notes``, as nox does, in a copy of the project."""
    return subprocess.run(
        [sys.executable, "-m", "syntax_notes", *arguments],
        cwd=folder,
        env={**os.environ, **path_of(folder), **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


class Project:
    """The project's configuration in a folder of its own.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.
    notes : dict of str to str
        The code of each note, by ``<topic>/<note>``. A title is put in front.
    """

    def __init__(self, folder: Path, notes: dict[str, str]) -> None:
        self.folder = folder
        self.html = folder / "_build" / "html"
        # What the configuration names: no pages, and nothing that a build has made.
        ignore = shutil.ignore_patterns("__pycache__")
        for kept in (ROOT / "docs").iterdir():
            if kept.is_dir() and kept.name != GENERATED:
                shutil.copytree(kept, folder / "docs" / kept.name, ignore=ignore)
        shutil.copy(ROOT / "conf.py", folder)
        page = "# Test\n\n```{toctree}\nnotes/index\n```\n\n```{error-index}\n```\n"
        (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
        self._header("examples", "Notes")
        for name, code in notes.items():
            self.write(name, code)

    @property
    def package(self) -> Path:
        """The project's own copy of the package, if it was given one."""
        return self.folder / "src" / PACKAGE.name

    def write(self, name: str, code: str) -> None:
        """Write the code of a note, ``<topic>/<note>``, below a title."""
        path = self.folder / "examples" / f"{name}.py"
        if not path.parent.exists():
            self._header(f"examples/{path.parent.name}", path.parent.name)
        path.write_text(TITLE + dedent(code), encoding="utf-8")

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Build the site of these notes."""
        return run(self.folder, "docs", *arguments)

    def record(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Record these notes."""
        return run(self.folder, "record", *arguments)

    def results(self, device: str = "cpu") -> dict[str, list[str]]:
        """Return the names of the notes by what became of them in the last build."""
        work = self.folder / "_build" / "work" / device
        path = work / "doctrees" / "en" / "results.json"
        results = json.loads(path.read_text(encoding="utf-8"))
        results["failed"] = [failure["note"] for failure in results["failed"]]
        return dict(results)

    def sources(self) -> dict[str, bytes]:
        """Return the files that git would track, with their content."""
        made = ("_build", "docs/notes", "__pycache__", ".mo")
        return {
            name: path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
            and (name := path.relative_to(self.folder).as_posix())
            and not any(part in name for part in made)
        }

    def page(self, name: str) -> str:
        """Return the HTML of a note's page."""
        path = self.html / "en" / "notes" / f"{name}.html"
        return path.read_text(encoding="utf-8")

    def show(self, page: str) -> None:
        """Add a page of the project to the site, such as ``"devices"``."""
        shutil.copy(ROOT / "docs" / f"{page}.md", self.folder / "docs")
        index = self.folder / "docs" / "index.md"
        text = index.read_text(encoding="utf-8").replace("notes/index", page, 1)
        index.write_text(text.replace(page, f"notes/index\n{page}", 1), "utf-8")

    def _header(self, folder: str, title: str) -> None:
        path = self.folder / folder / "GALLERY_HEADER.rst"
        path.parent.mkdir(parents=True)
        path.write_text(f"{title}\n{'=' * len(title)}\n", encoding="utf-8")
