"""Find what a note leaves behind that goes on: threads, and child processes.

They would print on the page of another note, or keep the build from ending.
"""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass

import psutil

# Seconds in which what was told to end may end.
PATIENCE = 1.0
# multiprocessing starts these once, for all that follows.
HELPERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")


@dataclass(frozen=True)
class Leftovers:
    """What is running beside the main thread: taken before a note, and asked later."""

    threads: frozenset[threading.Thread] = frozenset()
    children: frozenset[int] = frozenset()
    helpers: tuple[str, ...] = HELPERS

    @classmethod
    def none_yet(cls, helpers: tuple[str, ...] = ()) -> Leftovers:
        """Take what is running now.

        Parameters
        ----------
        helpers : tuple of str
            Words in the command of processes that are no leftovers of a note.
        """
        known = (*HELPERS, *helpers)
        children = frozenset(_children(known))
        return cls(frozenset(threading.enumerate()), children, known)

    def list_running(self) -> list[str]:
        """Return the names of what is running since then, and does not end."""
        names: list[str] = []
        until = time.monotonic() + PATIENCE
        while names := [*self._threads(), *self._processes()]:
            if time.monotonic() > until:
                break
            time.sleep(0.01)
        return names

    def end(self) -> None:
        """Kill the child processes; threads go on."""
        for child in _children(self.helpers).keys() - self.children:
            with contextlib.suppress(psutil.Error):
                psutil.Process(child).kill()

    def threads_go_on(self) -> bool:
        """Tell whether there is a thread that keeps the process from ending."""
        return any(not thread.daemon for thread in self._running_threads())

    def _running_threads(self) -> set[threading.Thread]:
        if threading.current_thread() is not threading.main_thread():
            return set()  # A worker of a cluster starts threads of its own.
        # Python does not know the end of a thread that it has not started, such as one
        # of autograd.
        return {
            thread
            for thread in set(threading.enumerate()) - self.threads
            if not isinstance(thread, threading._DummyThread)
        }

    def _threads(self) -> list[str]:
        return sorted(f"the thread {thread.name}" for thread in self._running_threads())

    def _processes(self) -> list[str]:
        running = {
            name
            for child, name in _children(self.helpers).items()
            if child not in self.children
        }
        return sorted(f"the child process {name}" for name in running)


def _children(helpers: tuple[str, ...]) -> dict[int, str]:
    """Return the child processes, and theirs, by number, with their names."""
    found = {}
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            # A zombie has ended, and nobody has asked how.
            running = child.status() != psutil.STATUS_ZOMBIE
            command = " ".join(child.cmdline())
            if running and not any(helper in command for helper in helpers):
                found[child.pid] = child.name()
    return found
