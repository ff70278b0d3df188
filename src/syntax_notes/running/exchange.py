"""The folder through which the process of a note and the build speak to each other.

Files have names, which a process finds again whatever a note does to its descriptors.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import re
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .descriptors import open_high

PREFIX = "syntax-notes-"


class Limits(NamedTuple):
    """What a note may use.

    Attributes
    ----------
    seconds : float
        Of time.
    gibibytes : float
        Of memory, with all that the note starts; 0 for as much as there is.
    """

    seconds: float
    gibibytes: float


class Exchange:
    """The files of one note.

    Parameters
    ----------
    folder : pathlib.Path
        A folder of its own.

    Attributes
    ----------
    work : pathlib.Path
        The working directory of the note.
    output : pathlib.Path
        What is written to the descriptors of standard output and error.
    crash : pathlib.Path
        Where each thread was when the process was ended.
    reads : pathlib.Path
        What the note has opened, for its footprint.
    """

    # That of this process, if it runs a note.
    here: Exchange | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.output = folder / "output"
        self.crash = folder / "crash"
        self.reads = folder / "reads"
        self._place = folder / "place"
        self._result = folder / "result"
        self._end = folder / "end"
        self._call = folder / "call"
        self._place_file = -1

    @classmethod
    def create(cls) -> Exchange:
        """Make the folder, with every file: a note may change what new ones get."""
        made = cls(Path(tempfile.mkdtemp(prefix=PREFIX)).resolve())
        made.work.mkdir()
        for path in (made.output, made.crash, made._place, made._result, made._end):
            path.touch(0o600)
        return made

    def remove(self) -> None:
        """Remove the folder, also what a note has closed to its owner."""

        def open_up(remove: Callable[..., object], path: str, _: object) -> None:
            with contextlib.suppress(OSError):
                os.chmod(Path(path).parent, stat.S_IRWXU)
                os.chmod(path, stat.S_IRWXU)
                remove(path)

        shutil.rmtree(self.folder, onerror=open_up)
        shutil.rmtree(self.folder, ignore_errors=True)

    def set_place(self, line: int) -> None:
        """Say which line is about to be executed."""
        place = f"{line:9}".encode()
        try:
            self._write_place(place)
        except OSError:
            # Not open yet, or closed by the note.
            self._place_file = open_high(self._place, os.O_WRONLY)
            self._write_place(place)

    def _write_place(self, place: bytes) -> None:
        os.lseek(self._place_file, 0, os.SEEK_SET)
        os.write(self._place_file, place)

    def has_begun(self) -> bool:
        """Tell whether anything of the note was executed."""
        return bool(self._place.read_text())

    def put_call(self, function: bytes, limits: Limits) -> None:
        """Say what is to be called, pickled, and within which limits."""
        self._call.write_bytes(pickle.dumps((function, limits)))

    def call(self) -> tuple[bytes, Limits]:
        """Return what is to be called."""
        call: tuple[bytes, Limits] = pickle.loads(self._call.read_bytes())
        return call

    def put_result(self, value: Any) -> None:
        """Hand over what the function in the process returned."""
        _replace(self._result, pickle.dumps(value))

    def put_end(self, how: dict[str, Any]) -> None:
        """Say how the process ended."""
        _replace(self._end, json.dumps(how).encode())

    def result(self) -> Any:
        """Return what was handed over; None if nothing was."""
        data = self._result.read_bytes()
        return pickle.loads(data) if data else None

    def end(self) -> dict[str, Any]:
        """Return how the process ended; empty if nobody was there to tell."""
        how: dict[str, Any] = json.loads(self._end.read_bytes() or b"{}")
        return how

    def files(self) -> dict[str, bytes]:
        """Return what was left, to be taken to another machine."""
        paths = (self.crash, self._place, self._result, self._end)
        return {path.name: path.read_bytes() for path in paths}

    def put_files(self, files: dict[str, bytes]) -> None:
        """Take over what was left on another machine."""
        for name, content in files.items():
            (self.folder / name).write_bytes(content)

    def line(self, script: str) -> int:
        """Return where a script was when its process ended; 0 if nowhere.

        Parameters
        ----------
        script : str
            Its path, as it was compiled.
        """
        # The innermost frame comes first. It is ASCII, with the rest as Python writes
        # it, and of a long path it has the beginning.
        known = script.encode("ascii", "backslashreplace").decode()
        crash = self.crash.read_text(encoding="ascii", errors="replace")
        # There may be several: those that the process survived, and the last one.
        last = crash[max(crash.rfind("Current thread"), 0) :]
        lines = re.findall(rf'File "{re.escape(known)}", line (\d+)', last)
        return int(lines[0] if lines else self._place.read_text() or 0)


def _replace(path: Path, data: bytes) -> None:
    """Write into a file that is there; it is empty or whole, whatever happens."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    os.chmod(fresh, stat.S_IRUSR | stat.S_IWUSR)
    fresh.replace(path)
