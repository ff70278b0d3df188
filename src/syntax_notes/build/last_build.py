"""Tell whether a build would only make again what is there.

A build depends on the files of the project, on what is installed, and on what it was
asked for. What it made must not have been touched either. If all of that is as the last
good build left it, there is nothing to do, and neither Sphinx nor torch is started.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from .. import atomic
from . import lock, sources

STAMP = Path("_build", "last-build.json")
# Environments with other releases of the package that the notes are about.
RELEASES = Path("_build", "releases")
VARIABLES = ("SITE_REPOSITORY", "SITE_URL")


def hash_state(root: Path, asked: object, elsewhere: list[str]) -> str:
    """Return a hash of all that a build depends on and of what it has made.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    asked : object
        What the build was asked for; it can be written as JSON.
    elsewhere : list of str
        Files that it depends on and that lie where no others do.
    """
    installed = sorted(
        name
        for folder in sys.path
        if os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith(".dist-info")
    )
    start = os.path.join(root, "")
    variables = [os.environ.get(name, "") for name in VARIABLES]
    known = sha256(json.dumps([asked, variables, sys.version, installed]).encode())
    for path in (*map(str, sources.files(root)), *elsewhere):
        known.update(f"{path.removeprefix(start)}\0".encode())
        known.update(sha256(_content(path)).digest())
    for entry in _files_made(root):
        found = entry.stat(follow_symlinks=False)
        known.update(f"{entry.path} {found.st_size} {found.st_mtime_ns}\0".encode())
    return known.hexdigest()


def _content(path: str) -> bytes:
    """Return what is in a file; nothing if it is none, as a link that leads nowhere."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _files_made(root: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the files that builds have made, but for locks and the stamp itself."""
    folders = [str(root / sources.GENERATED), str(root / "_build")]
    # What is installed there does not change, and is ten thousands of files.
    left_out = str(root / RELEASES)
    while folders:
        folder = folders.pop()
        if folder == left_out or not os.path.isdir(folder):
            continue
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name not in (STAMP.name, lock.NAME):
                    yield entry


def read_remarks(root: Path, asked: object) -> list[str] | None:
    """Return what the last build remarked; None if another one is needed."""
    stamp = root / STAMP
    if not stamp.exists():
        return None
    try:
        stored = json.loads(stamp.read_text(encoding="utf-8"))
        remarks: list[str] = stored["remarks"]
        state, elsewhere = stored["state"], stored["elsewhere"]
    except (ValueError, KeyError, TypeError):
        return None  # Something else has written there.
    return remarks if state == hash_state(root, asked, elsewhere) else None


def remember(root: Path, asked: object, remarks: list[str]) -> None:
    """Note down that a build has made all there is to make, and what it remarked."""
    elsewhere = [str(path) for path in sources.list_elsewhere(root)]
    state = hash_state(root, asked, elsewhere)
    stored = {"state": state, "elsewhere": elsewhere, "remarks": remarks}
    # The site is there; where the disk is full now, the next build looks at all of it.
    with contextlib.suppress(OSError):
        atomic.write(root / STAMP, json.dumps(stored, indent=1))
