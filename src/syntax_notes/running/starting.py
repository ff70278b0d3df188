"""Start the process of a note, with its keeper: forked, or new."""

from __future__ import annotations

import contextlib
import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from .exchange import Exchange, Limits
from .keeper import Forked, Process, keep
from .note_process import be_note


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
    warm_up : list of callable
        What is done before the first is started, then before the second, and so on: the
        first may run meanwhile.
    prepare : callable
        What a copy does first.
    """

    def __init__(
        self, warm_up: list[Callable[[], object]], prepare: Callable[[], object]
    ) -> None:
        self.warm_up = warm_up
        self.prepare = prepare

    def __call__(
        self, exchange: Exchange, function: Callable[[], Any], limits: Limits
    ) -> Process:
        """Start one."""
        if self.warm_up:
            self.warm_up.pop(0)()

        def run() -> None:
            self.prepare()
            be_note(exchange, function)

        return Forked(lambda: keep(lambda: Forked(run), exchange, limits))


def import_all(modules: tuple[str, ...]) -> None:
    """Import modules, as far as they are installed."""
    for module in modules:
        # If there is none, the note that needs it will say so.
        with contextlib.suppress(ImportError):
            importlib.import_module(module)


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
