"""Files of the project that changed while a note ran.

What a note writes itself is refused (:mod:`syntax_notes.running.write_guard`). What a
program does that the note has started, or code in C, is found when the note has ended.
An author may have saved a file in the meantime, so it is told, and nothing fails.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..folders import SUFFIXES_MADE

# What builds make among the sources, with files that have the endings of these.
FOLDERS_MADE = ("__pycache__", "_build")

# When each file was last changed, and its size, by path.
State = dict[str, tuple[int, int]]


class ProjectFiles:
    """The files of a project.

    Parameters
    ----------
    root : pathlib.Path
        The folder of conf.py, from which paths are shown. The files right in it count.
    folders : list of pathlib.Path
        Folders that count with all that is in them.
    left_out : list of pathlib.Path
        Folders among these in which a build writes.
    """

    def __init__(self, root: Path, folders: list[Path], left_out: list[Path]) -> None:
        self.root = str(root)
        self.folders = {str(folder) for folder in folders}
        self.left_out = {str(folder) for folder in left_out}

    def state(self) -> State:
        """Look at the files."""
        found: State = {}
        waiting = [(self.root, False), *((folder, True) for folder in self.folders)]
        while waiting:
            folder, deeper = waiting.pop()
            if not os.path.isdir(folder):
                continue
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if deeper and self._counts(entry):
                            waiting.append((entry.path, True))
                    elif not entry.name.endswith(SUFFIXES_MADE):
                        seen = entry.stat(follow_symlinks=False)
                        found[entry.path] = (seen.st_mtime_ns, seen.st_size)
        return found

    def _counts(self, folder: os.DirEntry[str]) -> bool:
        name = folder.name
        made = name in FOLDERS_MADE or folder.path in self.left_out
        return not (made or name.startswith("."))

    def changes(self, before: State) -> list[str]:
        """Say what has changed since: paths, seen from the folder of conf.py."""
        now = self.state()
        changed = {path for path in before | now if before.get(path) != now.get(path)}
        return sorted(map(self.shown, changed))

    def shown(self, path: str | Path) -> str:
        """Return a path as messages show it."""
        return Path(os.path.relpath(path, self.root)).as_posix()
