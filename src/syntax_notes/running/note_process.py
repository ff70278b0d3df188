"""The process of a note: what it is like before a function runs in it.

``python -m syntax_notes.running.note_process FOLDER`` is that process where it cannot
be forked from the build.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .descriptors import open_high
from .exception_text import MOST, with_name
from .exchange import Exchange
from .fresh_state import make_fresh
from .parent_process import end_with_parent

# Signals that end a process, after which it is asked where it was.
ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGXCPU", "SIGUSR1", "SIGUSR2", "SIGPIPE")


class Raised:
    """An exception, in the place of a value."""

    def __init__(self, error: BaseException) -> None:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            error = RuntimeError(with_name(error, MOST))
        self.error = error


def be_note(exchange: Exchange, function: Callable[[], Any]) -> None:
    """Call a function in this process, and hand over what it returns or raises."""
    Exchange.here = exchange
    if hasattr(os, "setsid"):
        with contextlib.suppress(PermissionError):
            os.setsid()
    end_with_parent()
    _close_stdin()
    make_fresh()
    _tell_where_it_ends(exchange.crash)
    try:
        value = function()
    except BaseException as error:
        value = Raised(error)
    exchange.put_result(value)


def _close_stdin() -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _tell_where_it_ends(path: Path) -> None:
    """Have Python write where it is when a signal ends this process."""
    if not hasattr(faulthandler, "register"):
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    file = open_high(path, os.O_WRONLY | os.O_APPEND)
    faulthandler.enable(file)
    for name in ENDING:
        number = getattr(signal, name)
        if signal.getsignal(number) is signal.SIG_DFL:
            faulthandler.register(number, file, chain=True)


def main(folder: Path) -> None:
    """Call what a folder says is to be called."""
    exchange = Exchange(folder)
    be_note(exchange, pickle.loads(exchange.call()[0]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
