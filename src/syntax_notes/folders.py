"""Folders of files, as lists of names and as what is in them."""

from __future__ import annotations

import os
from pathlib import Path

# What builds make among the sources.
SUFFIXES_MADE = (".mo", ".pyc")


def list_files(folder: Path) -> dict[str, str]:
    """Return the path of each file of a folder by its name in the folder.

    Pipes and links that lead nowhere are no files.
    """
    # Each build lists thousands of files, more than once.
    start = len(os.path.join(folder, ""))
    return {
        full[start:]: full
        for path, _, files in os.walk(folder)
        for full in (os.path.join(path, file) for file in files)
        if not os.path.basename(full).startswith(".buildinfo") and os.path.isfile(full)
    }
