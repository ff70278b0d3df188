"""Keep a note from changing the project: its files are not the note's to write.

Python announces what it is about to open or change. A process in another language that
the note starts does not; what it changes is found when the note has ended.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

# What changes files: which arguments are paths, and which are the open folders from
# which they are seen, if these are given.
CHANGING: dict[str, list[tuple[int, int | None]]] = {
    "os.chmod": [(0, 2)],
    "os.chown": [(0, 3)],
    "os.link": [(0, 2), (1, 3)],
    "os.mkdir": [(0, 2)],
    "os.remove": [(0, 1)],
    "os.removexattr": [(0, None)],
    "os.rename": [(0, 2), (1, 3)],
    "os.rmdir": [(0, 1)],
    "os.setxattr": [(0, None)],
    "os.symlink": [(1, 2)],
    "os.truncate": [(0, None)],
    "os.utime": [(0, 3)],
    "sqlite3.connect": [(0, None)],
}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class ForbiddenWriteError(PermissionError):
    """A note was about to change a file of the project."""


class WriteGuard:
    """Refuses changes below some folders, while a cell is being executed.

    Parameters
    ----------
    folders : list of pathlib.Path
        The folders; everywhere else a note may write.
    """

    def __init__(self, folders: list[Path]) -> None:
        self.folders = [os.path.realpath(folder) + os.sep for folder in folders]
        self.is_on = False
        sys.addaudithook(self._listen)

    def _listen(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "open":
            path, _, flags = arguments
            if (flags or 0) & WRITES:
                self._check(path)
        for path_at, folder_at in CHANGING.get(event, []):
            folder = arguments[folder_at] if folder_at is not None else None
            self._check(arguments[path_at], folder)

    def _check(self, path: Any, folder: Any = None) -> None:
        """Raise if a path, seen from an open folder, is one of the project."""
        if not isinstance(path, str | bytes | os.PathLike):
            return  # An open file, which was looked at when it was opened.
        name = os.fsdecode(path)
        if isinstance(folder, int) and folder >= 0 and not os.path.isabs(name):
            name = os.path.join(f"/proc/self/fd/{folder}", name)
        where, last = os.path.split(os.path.abspath(name))
        full = os.path.join(os.path.realpath(where), last)
        if "__pycache__" not in full and full.startswith(tuple(self.folders)):
            shown = os.path.relpath(full, self.folders[0])
            raise ForbiddenWriteError(
                f"the note was about to change {shown}, which is not its own; it may "
                "write in its working directory"
            )
