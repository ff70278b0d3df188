"""The time a note may take: then an exception in it, then the end of the process."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

# A note that does not stop when its time is up, since it hangs in a C function or
# catches everything, is given this many seconds more. Then the process ends.
GRACE = 15


class TimeIsUp(BaseException):
    """Not an Exception, so that ``except Exception`` in a note lets it through."""


@contextlib.contextmanager
def end_after(seconds: float) -> Iterator[None]:
    """End the process after ``seconds``, with a traceback of its threads."""
    # That of the build; while a cell runs, the descriptor leads elsewhere.
    with os.fdopen(os.dup(2), "w") as stream:
        faulthandler.dump_traceback_later(seconds, exit=True, file=stream)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeIsUp` in the main thread after ``seconds``.

    Where there is no SIGALRM (Windows, or another thread), or where the signal is not
    heeded, :func:`end_after` ends the process.
    """

    def on_alarm(signum: int, frame: FrameType | None) -> NoReturn:
        raise TimeIsUp

    in_main_thread = threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "setitimer") or not in_main_thread:
        yield
        return
    before = signal.signal(signal.SIGALRM, on_alarm)
    # Repeated, since a note may catch the first one.
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
