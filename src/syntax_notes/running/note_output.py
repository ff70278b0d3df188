"""Standard output and error of a note: one stream for all of it, however it is reached.

A note may keep the stream, in a default argument or a logging handler, so it is the
same from the first cell to the last. What does not go through Python's streams, such as
the output of child processes and of code in C, is taken from the descriptors
(:mod:`syntax_notes.running.descriptors`).
"""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable
from typing import Any, TextIO

from .streams import PICTURES
from .terminal import Terminal

# Characters of one cell that are kept, in a file beside its page.
MOST_KEPT = 10_000_000


class NoteOutput(io.TextIOBase):
    """What a note writes, cell by cell, in the order of writing and up to a limit.

    sphinx-gallery executes a cell in one part or two.

    Parameters
    ----------
    limit : int
        Characters of a cell that are let through. :meth:`end_cell` says how many were
        not.

    Attributes
    ----------
    shown : list of str
        What of this cell was passed on, in pieces.
    whole : list of str
        All that was written in it, up to :data:`MOST_KEPT` characters.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.buffer = _Bytes(self)
        self._stream: TextIO | None = None
        self._process = os.getpid()
        self._terminal = Terminal()
        self._drain: Callable[[], object] = _nothing
        self.begin_cell()

    def begin_cell(self) -> None:
        """Forget what the last cell has written."""
        self.count = 0
        self.shown: list[str] = []
        self.whole: list[str] = []

    def begin_part(self, stream: TextIO, drain: Callable[[], object]) -> None:
        """Write to a page from now on.

        Parameters
        ----------
        stream : typing.TextIO
            Where the output goes.
        drain : callable
            Takes what has come by descriptor, which comes first.
        """
        self._stream = stream
        self._drain = drain

    def end_part(self) -> None:
        """Take what has come by descriptor; nothing more will come that way."""
        self._drain()
        self._drain = _nothing

    def end_cell(self) -> None:
        """Pass on the last lines, and say how much was cut off, if anything was."""
        if last := self._terminal.close():
            self._pass_on(last)
        if self.is_cut:
            cut = self.count - self.limit
            self._show(f"\n[{cut:,} more characters are not shown]\n")
        if self.count > MOST_KEPT:
            self.whole.append(f"\n[{self.count - MOST_KEPT:,} more are not kept]\n")

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of a page."""
        return "utf-8"

    def fileno(self) -> int:
        """Return the descriptor, for child processes."""
        return 1

    def writable(self) -> bool:
        """Say that this is for output."""
        return True

    def write(self, text: str) -> int:
        """Pass on the lines that will not change, as far as the limit allows."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if os.getpid() != self._process:
            # A process that was forked has no page; what it writes comes by descriptor.
            os.write(1, text.encode("utf-8", "backslashreplace"))
            return len(text)
        self._drain()
        self.take(text)
        return len(text)

    def take(self, text: str) -> None:
        """Take what was written, by whichever way."""
        if done := self._terminal.write(text):
            self._pass_on(done)

    def _pass_on(self, text: str) -> None:
        room = max(self.limit - self.count, 0)
        left = max(MOST_KEPT - self.count, 0)
        self.count += len(text)
        if left:
            self.whole.append(text[:left].translate(PICTURES))
        if room:
            self._show(text[:room].translate(PICTURES))

    def _show(self, text: str) -> None:
        self.shown.append(text)
        if self._stream is not None:
            self._stream.write(text)

    @property
    def is_cut(self) -> bool:
        """Whether more was written than the limit lets through."""
        return self.count > self.limit


def _nothing() -> None:
    """Take nothing: between the parts of a cell nothing comes by descriptor."""


class _Bytes(io.RawIOBase):
    """The stream as bytes, which ``sys.stdout.buffer`` is asked for."""

    def __init__(self, output: NoteOutput) -> None:
        self.output = output
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """Say that this is for output."""
        return True

    def write(self, data: Any) -> int:
        """Write text that is given as UTF-8."""
        content = bytes(data)
        self.output.write(self.decoder.decode(content))
        return len(content)
