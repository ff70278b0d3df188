"""What a page can hold of a text, and an input at which nobody is."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from typing import TextIO

from .terminal import SEQUENCE

LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters are shown as their pictures (U+2400 is the picture of U+0000).
# What UTF-8 or HTML cannot hold becomes the replacement character.
PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
PICTURES |= {0x7F: 0x2421}
PICTURES |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
# What turns the direction of the text around it is written as Python writes it.
TURNING = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
PICTURES |= {code: f"\\u{code:04x}" for code in TURNING}


def printable(text: str) -> str:
    r"""Return a text as a page can show it: no sequences, and ``\n`` ends a line."""
    return LINE_ENDS.sub("\n", SEQUENCE.sub("", text)).translate(PICTURES)


class NoInput(io.TextIOWrapper):
    """Standard input of a note: there is nobody to type."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """Refuse: a build must not wait for somebody to type."""
        raise EOFError("a note cannot read standard input: nobody is there to type")

    def read(self, size: int | None = -1, /) -> str:
        """Refuse, as :meth:`readline` does."""
        return self.readline()


@contextlib.contextmanager
def replace_stdin(stream: TextIO) -> Iterator[None]:
    """Read from ``stream``; the standard library redirects output only."""
    before, sys.stdin = sys.stdin, stream
    try:
        yield
    finally:
        sys.stdin = before
