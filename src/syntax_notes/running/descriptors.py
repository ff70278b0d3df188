"""Take what is written to the descriptors of standard output and error.

Child processes and code in C know nothing of ``sys.stdout``. In the process of a note,
both descriptors lead into a file; what has come is passed on before Python writes the
next text, and when a cell ends, so that all of it stays in order.
"""

from __future__ import annotations

import codecs
import ctypes
import os
import sys
from pathlib import Path

STANDARD = (1, 2)
PIECE = 1_000_000  # bytes
# A number that a note does not come across when it closes some.
HIGH = 900


class DescriptorOutput:
    """What is written to the descriptors from now on.

    Parameters
    ----------
    path : pathlib.Path
        The file, which is there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._at = 0
        self.is_there = hasattr(os, "pread")
        if not self.is_there:
            return  # Windows: what Python writes is all that there is.
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        # Each writer adds at the end, also one that was started before the last write.
        file = os.open(path, os.O_WRONLY | os.O_APPEND)
        for number in STANDARD:
            os.dup2(file, number)
        os.close(file)
        self._file = open_high(path, os.O_RDONLY)

    def take(self) -> str:
        """Return what has come since the last time."""
        data = b""
        while self.is_there and (piece := self._read()):
            self._at += len(piece)
            data += piece
        return self._decoder.decode(data)

    def _read(self) -> bytes:
        try:
            return os.pread(self._file, PIECE, self._at)
        except OSError:
            # The note has closed it.
            self._file = open_high(self.path, os.O_RDONLY)
            return os.pread(self._file, PIECE, self._at)

    def flush(self) -> None:
        """Have the library of C write what it holds back, and Python's own streams."""
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None and not stream.closed:
                stream.flush()
        if self.is_there:
            ctypes.CDLL(None).fflush(None)


def open_high(path: Path, flags: int) -> int:
    """Open a file with a descriptor that is out of the way."""
    low = os.open(path, flags)
    try:
        import fcntl
        import resource
    except ImportError:
        return low  # Windows.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    high = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, min(HIGH, most - 10))
    os.close(low)
    return int(high)
