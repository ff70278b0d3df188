"""One command at a time in a folder that it writes to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

NAME = "lock"


@contextlib.contextmanager
def lock_folder(root: Path) -> Iterator[None]:
    """Wait until no other build runs in this folder, and keep others out."""
    with wait_for(root / "_build", "another build runs in this folder"):
        yield


@contextlib.contextmanager
def wait_for(folder: Path, why: str) -> Iterator[None]:
    """Wait until no other command has a folder, and keep others out.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; it is made if it is not there.
    why : str
        What is said when there is something to wait for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"Waiting: {why}.", flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
