"""End a command that is interrupted, by Ctrl+C or from outside, in an orderly way.

What is being done is left by an exception, so that no process stays behind, and then a
line says so. A second interruption does not disturb that.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from types import FrameType

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupted(BaseException):
    """Somebody wants this process to end.

    Parameters
    ----------
    number : int
        The signal that said so.
    """

    def __init__(self, number: int) -> None:
        super().__init__("Interrupted.")
        # As shells report it.
        self.status = 128 + number


@contextlib.contextmanager
def interruptions() -> Iterator[None]:
    """Raise :class:`Interrupted` at a signal, once."""
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    # `nohup` has this process go on when the terminal is closed.
    heard = [one for one in numbers if signal.getsignal(one) != signal.SIG_IGN]

    process = os.getpid()

    def interrupt(number: int, frame: FrameType | None) -> None:
        if os.getpid() != process:
            # A fork of this one, which whoever has started it ends without a word.
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        for one in heard:
            signal.signal(one, signal.SIG_IGN)
        raise Interrupted(number)

    for one in heard:
        signal.signal(one, interrupt)
    yield
