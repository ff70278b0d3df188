"""What a build is made from: the files of a project, and the code of this package.

What a build reads, and what it makes among that, is listed here for all who look: a
build that may be left out, and one that watches.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..folders import list_files
from ..room_hashes import PACKAGE

# Folders of a project, read with all that is in them.
FOLDERS = ("docs", "examples", "recordings")
# Files right in the folder of a project.
FILES = ("conf.py", "*.md")
# What builds make among these.
GENERATED = Path("docs", "notes")
SUFFIXES_MADE = (".mo", ".pyc")


def is_made(path: str, root: Path) -> bool:
    """Tell whether a build has made a file that lies among the sources."""
    generated = f"{root / GENERATED}{os.sep}"
    return path.endswith(SUFFIXES_MADE) or path.startswith(generated)


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
