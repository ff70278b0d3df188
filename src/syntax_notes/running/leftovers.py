"""Find what a note leaves behind that goes on: threads, and child processes.

A script would not end before its threads, and what it leaves running would be there
when the build is done. What Python ends by itself with the script, daemons of its own,
is left to it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time

import psutil

# Seconds in which what was told to end may end.
PATIENCE = 1.0
# multiprocessing starts these once, for all that follows.
HELPERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")


def list_running(helpers: tuple[str, ...] = ()) -> list[str]:
    """Return the names of what this process has left running, and does not end.

    Parameters
    ----------
    helpers : tuple of str
        Words in the command of processes that are no leftovers of a note.
    """
    names: list[str] = []
    until = time.monotonic() + PATIENCE
    while names := [*_threads(), *_processes((*HELPERS, *helpers))]:
        if time.monotonic() > until:
            break
        time.sleep(0.01)
    return names


def _threads() -> list[str]:
    """Return the threads for which Python would wait.

    It does not know the end of one that it has not started, such as one of autograd.
    """
    return sorted(
        f"the thread {thread.name}"
        for thread in threading.enumerate()
        if thread is not threading.main_thread()
        and not thread.daemon
        and not isinstance(thread, threading._DummyThread)
    )


def _processes(helpers: tuple[str, ...]) -> list[str]:
    """Return the processes; one that has left its parent belongs to the keeper."""
    ended = {one.pid for one in multiprocessing.active_children() if one.daemon}
    running = set()
    for process in psutil.Process(os.getppid()).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            # A zombie has ended, and nobody has asked how.
            is_running = process.status() != psutil.STATUS_ZOMBIE
            command = " ".join(process.cmdline())
            helps = any(helper in command for helper in helpers)
            if is_running and not helps and process.pid not in {os.getpid(), *ended}:
                running.add(process.name())
    return sorted(f"the child process {name}" for name in running)
