"""Put a process into the state in which Python starts a script.

The process of a note is a copy of that of the build, and nothing that a note sets gets
out of it. What the build has set is undone here; what is special about a library is for
its backend to prepare.
"""

from __future__ import annotations

import contextlib
import gc
import locale
import logging
import multiprocessing
import os
import signal
import sys
import warnings
from pathlib import Path

# As Python started: this module is imported before a build sets them.
GARBAGE = gc.get_threshold()
RECURSION = sys.getrecursionlimit()
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "DOCUTILSCONFIG"}
FOLDER = os.getcwd()


def make_fresh() -> None:
    """Undo what a build does to its process."""
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    multiprocessing.set_start_method(None, force=True)
    # What was there before the note need not be looked through for garbage.
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()
    sys.setrecursionlimit(RECURSION)
    for number in signal.valid_signals() - {signal.SIGINT}:
        # One that the build handles in Python; others are as they were for the build.
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    locale.setlocale(locale.LC_ALL, "C")
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    _forget_handlers()
    warnings.formatwarning = format_without_path


def begin_module_path(script: Path) -> None:
    """Have modules be found beside a script, and not where the build was started."""
    others = sys.path[1:] if sys.path[0] in ("", FOLDER) else sys.path
    sys.path[:] = [str(script.parent), *others]


def _forget_handlers() -> None:
    """Leave the root logger as Python has it.

    A package that the build imports may have given it a handler, and
    ``logging.basicConfig`` of a note would then do nothing.
    """
    root = logging.getLogger()
    root.handlers, root.level, root.manager.disable = [], logging.WARNING, 0
    logging.captureWarnings(False)


def format_without_path(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    line: str | None = None,
) -> str:
    """Return the text of a warning without the path of the file that it is from."""
    return f"{category.__name__}: {message}\n"
