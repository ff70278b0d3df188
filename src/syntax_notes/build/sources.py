"""What a build is made from: the files of a project, and the code of this package.

What a build reads, and what it makes among that, is listed here for all who look: a
build that may be left out, and one that watches. Pages and notes may depend on files
elsewhere in the project; the build before has written down which.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from ..folders import SUFFIXES_MADE, list_files
from ..marks import DEPENDENCIES
from ..room_hashes import PACKAGE
from ..running.footprints import list_read

# Folders of a project, read with all that is in them.
FOLDERS = ("docs", "examples", "recordings")
# Files right in the folder of a project.
FILES = ("conf.py", "*.md")
# What builds make among these.
GENERATED = Path("docs", "notes")
# Where builds have written down what pages and notes depend on.
DOCTREES = Path("_build", "work")
NOTES_OF_OTHERS = Path("_build", "runs")


def is_made(path: str, root: Path) -> bool:
    """Tell whether a build has made a file that lies among the sources."""
    made = (f"{root / GENERATED}{os.sep}", f"{root / '_build'}{os.sep}")
    return path.endswith(SUFFIXES_MADE) or path.startswith(made)


def is_beside(path: Path) -> bool:
    """Tell whether a file right in the folder of a project is read."""
    return any(path.match(pattern) for pattern in FILES)


def folders(root: Path) -> list[Path]:
    """Return the folders that a build of the project in a folder reads."""
    return [*(root / name for name in FOLDERS), PACKAGE]


def files(root: Path) -> Iterator[Path]:
    """Yield what a build of the project in a folder reads."""
    beside = (path for path in root.iterdir() if is_beside(path) and path.is_file())
    yield from sorted(beside)
    for folder in folders(root):
        for path in sorted(list_files(folder).values()):
            if not is_made(path, root):
                yield Path(path)


def list_elsewhere(root: Path) -> dict[Path, int]:
    """Return what pages and notes depended on in the last builds, elsewhere.

    Returns
    -------
    dict of pathlib.Path to int
        The date of each file as it was read, in nanoseconds.
    """
    found: dict[str, int] = {}
    for listed in (root / DOCTREES).glob(f"*/doctrees/*/{DEPENDENCIES}"):
        found |= json.loads(listed.read_text(encoding="utf-8"))
    for pages in (root / GENERATED, root / NOTES_OF_OTHERS):
        found |= list_read(pages)
    known = tuple(f"{folder}{os.sep}" for folder in (*folders(root), sys.prefix))
    return {
        path: date
        for name, date in sorted(found.items())
        if not name.startswith(known) and not is_made(name, root)
        if (path := Path(name)).parent != root or not is_beside(path)
    }
