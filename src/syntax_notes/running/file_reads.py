"""What a note reads when it runs: files of the project that are not its own script.

Python tells a hook of each file that it opens. What a note opens is written down at
once, so that a process forked by the note adds to the same list. What C code or another
program opens is not seen.
"""

from __future__ import annotations

import contextlib
import os
import sys
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..room_hashes import PACKAGE


class Reader(NamedTuple):
    """The note that is running.

    Attributes
    ----------
    roots : tuple of str
        The folder of its project, under each of its names, with a separator at the end:
        no other files count.
    left_out : tuple of str
        Folders in it that do not count, likewise.
    script : str
        The note itself.
    listed : str
        The file that what it opens is written into: date in nanoseconds, size and path
        on each line.
    seen : set of str
        What has been looked at.
    """

    roots: tuple[str, ...]
    left_out: tuple[str, ...]
    script: str
    listed: str
    seen: set[str]


_running: list[Reader] = []
_hooks: list[Any] = []


def start(root: Path, left_out: list[Path], script: Path, listed: Path) -> None:
    """Write down each file that is opened from now on.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    left_out : list of pathlib.Path
        Folders of it that do not count.
    script : pathlib.Path
        The note.
    listed : pathlib.Path
        Where to write; what is there goes.
    """
    stop()
    listed.write_bytes(b"")  # A note may change who can read new files.
    folders = (*left_out, PACKAGE, Path(sys.prefix))
    _running.append(
        Reader(
            tuple(f"{name}{os.sep}" for name in {str(root), os.path.realpath(root)}),
            tuple(f"{folder}{os.sep}" for folder in folders),
            str(script),
            str(listed),
            set(),
        )
    )
    if not _hooks:
        sys.addaudithook(_on_event)  # There is no way to remove it.
        _hooks.append(_on_event)


def stop() -> None:
    """Write down no more."""
    _running.clear()


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    if _running and event in ("open", "sqlite3.connect"):
        # What goes wrong here is not the note's to hear of.
        with contextlib.suppress(OSError, ValueError):
            _note_down(_running[0], *arguments)


def _note_down(reader: Reader, path: Any, mode: Any = None, flags: Any = 0) -> None:
    if not isinstance(path, str | bytes | os.PathLike):
        return  # A descriptor: its file was opened before.
    if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_CREAT):
        return
    opened = os.path.abspath(os.fsdecode(path))
    if opened in reader.seen or not opened.startswith(reader.roots):
        return
    reader.seen.add(opened)
    if opened.endswith(".pyc"):
        opened = source_from_cache(opened)
    # Environments, caches and what editors keep have a dot.
    inside = os.path.relpath(opened, reader.roots[0])
    if opened == reader.script or opened.startswith(reader.left_out):
        return
    if any(part[0] == "." != part for part in inside.split(os.sep) if part != ".."):
        return
    found = os.stat(opened)
    # Not with open(), which would call this again.
    listed = os.open(reader.listed, os.O_WRONLY | os.O_APPEND)
    try:
        line = f"{found.st_mtime_ns} {found.st_size} {opened}\n"
        os.write(listed, os.fsencode(line))
    finally:
        os.close(listed)
