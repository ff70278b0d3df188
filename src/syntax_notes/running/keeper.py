"""A process that keeps another one: within its limits, and nothing outlives it.

The build starts a keeper for each note, and the keeper starts the process of the note.
A note that signals its group or its parent hits neither the build nor another note.
What the note has started, and all that was started by that, are descendants of the
keeper, also when they have left their session; it ends them.

``python -m syntax_notes.running.keeper FOLDER`` is the keeper where processes cannot be
forked.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, Protocol

import psutil

from .exchange import Exchange, Limits
from .parent_process import end_with_parent

POLL = 0.002  # seconds between two looks at a process
MEMORY_POLL = 0.5
# Seconds in which a process that was told to end may say where it is, and end.
PATIENCE = 2.0
# Bytes that libraries take, beside what a note may use.
LIBRARIES = 2**30
# Seconds beyond the limit after which a keeper that does not answer is ended.
GRACE = 5.0
PR_SET_CHILD_SUBREAPER = 36  # from linux/prctl.h


class Process(Protocol):
    """What is asked of a process."""

    pid: int

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal; None while it runs."""

    def terminate(self) -> None:
        """Ask it to end."""

    def kill(self) -> None:
        """End it."""


class Forked:
    """A process that was forked from this one.

    Parameters
    ----------
    run : callable
        What it does. It ends without returning from here.
    """

    def __init__(self, run: Callable[[], object]) -> None:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self._status: int | None = None
        self.pid = os.fork()
        if not self.pid:
            _run_and_end(run)

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal; None while it runs."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._status = os.waitstatus_to_exitcode(status) if pid else None
        return self._status

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def _run_and_end(run: Callable[[], object]) -> NoReturn:
    """Be the new process; nothing of the old one is to run at its end."""
    status = 1
    try:
        run()
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def keep(start: Callable[[], Process], exchange: Exchange, limits: Limits) -> None:
    """Start a process, wait for its end, say how it ended, and end what is left.

    Parameters
    ----------
    start : callable
        Starts it.
    exchange : Exchange
        Where to say how it ended.
    limits : Limits
        What it may use.
    """
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(os, "setsid"):
        with contextlib.suppress(PermissionError):
            os.setsid()
    end_with_parent(signal.SIGTERM)
    adopt_orphans()
    try:
        if os.getppid() == parent:
            exchange.put_end(_watch(start(), limits))
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        end_descendants()


def _leave(*_: object) -> NoReturn:
    raise SystemExit


def _watch(process: Process, limits: Limits) -> dict[str, Any]:
    """Return how a process ended."""
    most = limits.gibibytes and limits.gibibytes * 2**30 + LIBRARIES
    deadline = time.monotonic() + limits.seconds
    next_look = time.monotonic() + MEMORY_POLL
    while (status := process.poll()) is None:
        now = time.monotonic()
        if now > deadline:
            _interrupt(process)
            return {"seconds": limits.seconds}
        if most and now > next_look:
            next_look = now + MEMORY_POLL
            if _memory_used(most) > most:
                _interrupt(process)
                return {"gibibytes": limits.gibibytes}
        time.sleep(POLL)
    return {"status": status}


def _interrupt(process: Process) -> None:
    """Have a process say where it is, and end, whatever it ignores or waits for."""
    if hasattr(signal, "SIGCONT"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGABRT)
            os.kill(process.pid, signal.SIGCONT)
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            time.sleep(POLL)
    process.kill()


def _memory_used(most: float) -> float:
    """Return the bytes that all descendants use; an upper bound, while it is small."""
    processes = _descendants(psutil.Process())
    used = 0.0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            used += process.memory_info().rss
    if used <= most:
        return used
    # What processes share since one was forked from the other is there once.
    used = 0.0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            info = process.memory_full_info()
            used += getattr(info, "pss", info.uss)
    return used


def end_descendants(kept: Iterable[int] = (), patience: float = 10.0) -> None:
    """Kill all that this process has started, and all that was started by that.

    Parameters
    ----------
    kept : iterable of int
        Children that stay, with their descendants.
    patience : float
        Seconds to go on while new ones appear.
    """
    until = time.monotonic() + patience
    kept = set(kept)
    while time.monotonic() < until:
        found = [
            process
            for child in psutil.Process().children()
            if child.pid not in kept
            for process in (child, *_descendants(child))
        ]
        if not found:
            return
        for process in found:
            with contextlib.suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(found, timeout=0.1)


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def adopt_orphans(adopt: bool = True) -> None:
    """Become the parent of descendants whose own parent ends, where that can be."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(adopt))


def main(folder: Path) -> None:
    """Keep the process of a note that reads what to do from a folder."""
    exchange = Exchange(folder)
    command = [sys.executable, "-m", f"{__package__}.note_process", str(folder)]
    keep(lambda: subprocess.Popen(command), exchange, exchange.call()[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
