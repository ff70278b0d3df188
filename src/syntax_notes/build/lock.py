"""One build in a folder at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout


@contextlib.contextmanager
def lock_folder(root: Path) -> Iterator[None]:
    """Wait until no other build runs in this folder, and keep others out."""
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("Waiting: another build runs in this folder.", flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
