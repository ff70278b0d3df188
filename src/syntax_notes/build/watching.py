"""Watch what a build reads, and tell when a save is done."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch

from . import sources

SETTLED = 0.03  # seconds since a file was saved; shorter than watchfiles takes to tell
PATIENCE = 2.0  # seconds to wait for that
POLL = 0.5  # seconds between two looks at files elsewhere


class SourceFilter(DefaultFilter):
    """Lets through what a build reads, and nothing that it writes."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def __call__(self, change: Any, path: str) -> bool:
        """Tell whether a change matters."""
        return super().__call__(change, path) and not sources.is_made(path, self.root)


class Changes(queue.Queue[set[Path]]):
    """Where changes arrive, with files elsewhere, which are few and looked at in turn.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root
        # As the last build has read them, and as they were at the last look.
        self.read: dict[Path, int] = {}
        self.dates: dict[Path, int] = {}

    def follow_last_build(self) -> None:
        """Look from now on at what the last build depended on."""
        before, self.read = self.read, sources.list_elsewhere(self.root)
        self.dates = {
            # A build that failed has not read them again.
            path: self.dates[path] if before.get(path) == date else date
            for path, date in self.read.items()
        }

    def look(self) -> None:
        """Tell what has changed since the last look."""
        changed = {path for path, date in self.dates.items() if _date(path) != date}
        if changed:
            self.dates.update({path: _date(path) for path in changed})
            self.put(changed)


def watch_sources(root: Path) -> Changes:
    """Watch the sources, and return where their changes arrive."""
    changes = Changes(root)

    def listen(
        found: Iterator[set[tuple[Any, str]]], counts: Callable[[Path], bool]
    ) -> None:
        for some in found:
            paths = {path for _, name in some if counts(path := Path(name))}
            if paths:
                changes.put(paths)

    only = SourceFilter(root)
    folders = [path for path in sources.folders(root) if path.exists()]
    below = watch(*folders, watch_filter=only, raise_interrupt=False)
    beside = watch(root, watch_filter=only, recursive=False, raise_interrupt=False)
    for found, counts in ((below, lambda _: True), (beside, sources.is_beside)):
        threading.Thread(target=listen, args=(found, counts), daemon=True).start()
    return changes


def wait_for_changes(changes: Changes) -> set[Path]:
    """Wait for a change, and return it with all that came since.

    A file that is being saved again and again is left in peace for a while: a build
    might read it when half of it is written.
    """
    changes.follow_last_build()
    changed: set[Path] = set()
    while not changed:
        changes.look()
        with contextlib.suppress(queue.Empty):
            changed = changes.get(timeout=POLL)
    until = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(queue.Empty):
            while True:
                changed |= changes.get_nowait()
        if time.monotonic() > until or not any(map(_was_just_saved, changed)):
            return changed
        time.sleep(SETTLED)


def _date(path: Path) -> int:
    """Return when a file was last changed, in nanoseconds; 0 if it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _was_just_saved(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) < SETTLED
    except FileNotFoundError:
        return False
