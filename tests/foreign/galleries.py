"""The same scripts as two sites: as this project builds them, and as stock does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.support.project import Project

HERE = Path(__file__).parent
SCRIPTS = HERE / "scripts"
# What the prose of the scripts refers to.
FILES = HERE / "docs"
NAMES = sorted(
    path.relative_to(SCRIPTS).with_suffix("").as_posix()
    for path in SCRIPTS.glob("*/*.py")
)


def build_ours(folder: Path, without: Iterable[str] = ()) -> tuple[Path, str]:
    """Build the site of this project; return its folder, and what was printed.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.
    without : iterable of str
        Scripts to leave out.
    """
    project = Project(folder, {})
    _copy(folder, "examples", without)
    # No script needs PyTorch, and a process without it is forked faster.
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('notes_backend = "syntax_notes.backends.numpy"\n')
    build = project.build("--device", "cpu", "--jobs", "1")
    return project.html, build.stdout


def build_stock(folder: Path, without: Iterable[str] = ()) -> tuple[Path, str]:
    """Build the site of sphinx-gallery alone, likewise."""
    _copy(folder, "examples", without)
    shutil.copytree(HERE / "stock", folder / "docs", dirs_exist_ok=True)
    build = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "docs", "html"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    return folder / "html", build.stdout


def _copy(folder: Path, examples: str, without: Iterable[str]) -> None:
    shutil.copytree(SCRIPTS, folder / examples, dirs_exist_ok=True)
    shutil.copytree(FILES, folder / "docs", dirs_exist_ok=True)
    for name in without:
        (folder / examples / f"{name}.py").unlink()
