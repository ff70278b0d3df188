"""Take what is written to the descriptors of standard output and error.

Child processes and code in C know nothing of ``sys.stdout``. While a cell runs, both
descriptors lead into a file without a name; what has come is passed on before Python
writes the next text, and when the cell ends, so that all of it stays in order.
"""

from __future__ import annotations

import codecs
import contextlib
import ctypes
import os
import sys
import tempfile
from collections.abc import Callable, Iterator

STANDARD = (1, 2)
PIECE = 1_000_000  # bytes


@contextlib.contextmanager
def captured_descriptors(
    take: Callable[[str], object],
) -> Iterator[Callable[[], None]]:
    """Hand over what is written to the descriptors; yield what passes it on so far.

    Parameters
    ----------
    take : callable
        Takes the text.
    """
    if not hasattr(os, "pread"):
        yield lambda: None  # Windows: what Python writes is all that there is.
        return
    sys.stdout.flush()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    before = [os.dup(number) for number in STANDARD]
    with tempfile.TemporaryFile() as file:
        at = 0

        def drain() -> None:
            nonlocal at
            while data := os.pread(file.fileno(), PIECE, at):
                at += len(data)
                take(decoder.decode(data))

        # Each writer adds at the end, also one that was started before the last write.
        os.set_blocking(file.fileno(), True)
        _append_only(file.fileno())
        for number in STANDARD:
            os.dup2(file.fileno(), number)
        try:
            yield drain
        finally:
            # What the library of C holds back.
            ctypes.CDLL(None).fflush(None)
            for kept, number in zip(before, STANDARD, strict=True):
                os.dup2(kept, number)
                os.close(kept)
            drain()


def _append_only(descriptor: int) -> None:
    import fcntl

    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_APPEND)
