"""Start the process of a note, with its keeper: forked, or new."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from .exchange import Exchange, Limits
from .keeper import Forked, Process, keep
from .note_process import be_note

# From so many notes on, libraries that only some of them need are imported before.
MANY = 3


def best_start_method() -> str:
    """Return ``"fork"`` where a process that was forked is like a new one.

    On macOS, libraries of the system may be used in one of the two only.
    """
    forks = hasattr(os, "fork") and sys.platform != "darwin"
    return "fork" if forks else "spawn"


class ForkedNotes:
    """Starts processes that are copies of this one.

    Parameters
    ----------
    first : tuple of str
        Modules to import before the first is forked.
    later : tuple of str
        Modules that take long to import, and which not all notes need.
    prepare : callable
        What a copy does first.
    """

    def __init__(
        self,
        first: tuple[str, ...],
        later: tuple[str, ...],
        prepare: Callable[[], object],
    ) -> None:
        self.first = first
        self.later = later
        self.prepare = prepare
        self.started = 0

    def __call__(
        self, exchange: Exchange, function: Callable[[], Any], limits: Limits
    ) -> Process:
        """Start one."""
        self.started += 1
        if self.started == 1:
            _import_all(self.first)
        elif self.started == MANY:
            _import_all(self.later)

        def run() -> None:
            self.prepare()
            be_note(exchange, function)

        return Forked(lambda: keep(lambda: Forked(run), exchange, limits))


def _import_all(modules: tuple[str, ...]) -> None:
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            continue  # The note that needs it will say so.


def start_new(
    exchange: Exchange, function: Callable[[], Any], limits: Limits
) -> Process:
    """Start a process that has imported nothing yet."""
    return start_pickled(exchange, pickle_call(function), limits)


def pickle_call(function: Callable[[], Any]) -> bytes:
    """Pickle a function with what it needs, also one that no module names."""
    import cloudpickle

    pickled: bytes = cloudpickle.dumps(function)
    return pickled


def start_pickled(
    exchange: Exchange, function: bytes, limits: Limits
) -> subprocess.Popen[bytes]:
    """Start a process that has imported nothing yet, with a pickled function."""
    exchange.put_call(function, limits)
    command = [sys.executable, "-m", f"{__package__}.keeper", str(exchange.folder)]
    return subprocess.Popen(command)
