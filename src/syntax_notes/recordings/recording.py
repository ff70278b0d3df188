"""What a note printed on a device: a recording.

A recording is made by a run and by nothing else. It holds the code of each cell,
without comments, and what the cell printed; where and when that was; and, once it is
accepted, the history of what the note printed (:mod:`syntax_notes.recordings.history`).
:mod:`syntax_notes.recordings.recording_files` keeps it.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256

from ..places import short_version
from .history import Change, extend_history


@dataclass(frozen=True)
class Environment:
    """Where and when a note ran.

    Attributes
    ----------
    device : str
        The type of the device, such as ``"cuda"``.
    name : str
        What the device calls itself, such as ``"NVIDIA H100 80GB HBM3"``.
    versions : mapping of str to str
        The version of each package that matters, and of ``"python"``.
    platform : str
        Operating system and processor architecture, such as ``"Linux x86_64"``.
    date : str
        The day in UTC, as ``YYYY-MM-DD``, on which the note first printed this here.
    """

    device: str
    name: str
    versions: Mapping[str, str] = field(default_factory=dict)
    platform: str = ""
    date: str = ""

    def release(self, subject: str) -> str:
        """Return the release of a package, such as ``"2.13.0"``; empty if unknown."""
        return short_version(self.versions.get(subject, ""))

    @classmethod
    def here(cls, device: str, name: str, versions: Mapping[str, str]) -> Environment:
        """Describe this process, today or on the day of SOURCE_DATE_EPOCH."""
        now = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        return cls(
            device=device,
            name=name,
            versions=versions,
            platform=f"{platform.system()} {platform.machine()}",
            date=datetime.fromtimestamp(now, UTC).date().isoformat(),
        )


@dataclass(frozen=True)
class Cell:
    """The code of a cell and what it printed.

    Attributes
    ----------
    code : str
        Without comments and blank lines, as ``strip_comments`` leaves it.
    stdout : str
        Standard output and error.
    repr : str
        The value of the last line, where sphinx-gallery is set to show it.
    exception : str
        ``"RuntimeError: message"`` if the cell raised.
    after : int or None
        The number of an earlier cell that failed, counted from 0, if this one needs
        what that one was to make: what it did then says nothing of itself.
    claims : tuple of (str, bool or None)
        The expressions that the cell declares, in alphabetical order, and whether each
        was true; None where that cannot be told.
    """

    code: str
    stdout: str = ""
    repr: str = ""
    exception: str = ""
    after: int | None = None
    claims: tuple[tuple[str, bool | None], ...] = ()

    @property
    def printed(self) -> str:
        """What the cell printed; nothing if all of it is white space."""
        parts = (self.stdout.rstrip("\n"), self.repr)
        text = "\n".join(part for part in parts if part)
        return text if text.strip() else ""

    @property
    def output(self) -> str:
        """What the cell printed, and the exception if it raised one."""
        return "\n".join(part for part in (self.printed, self.exception) if part)


@dataclass(frozen=True)
class Recording:
    """What a note printed in one run.

    Attributes
    ----------
    environment : Environment
        Where and when that was.
    cells : tuple of Cell
        Its code and what it printed.
    history : tuple of Change
        What it printed before; empty until the recording is accepted.
    """

    environment: Environment
    cells: tuple[Cell, ...]
    history: tuple[Change, ...] = ()

    @property
    def code_hash(self) -> str:
        """A hash of the code of all cells; prose and comments do not change it."""
        return content_hash("\0".join(cell.code for cell in self.cells))

    @property
    def outputs(self) -> tuple[Cell, ...]:
        """The cells without what is claimed of them, which nobody printed."""
        return tuple(replace(cell, claims=()) for cell in self.cells)

    def unless_only_the_date_differs(self, earlier: Recording | None) -> Recording:
        """Return ``earlier`` if it says the same as this, of another day."""
        if earlier is None:
            return self
        same_day = replace(self.environment, date=earlier.environment.date)
        dated = replace(self, environment=same_day, history=earlier.history)
        return earlier if dated == earlier else self

    def with_history(self, earlier: Recording | None) -> Recording:
        """Return this recording with its history, as it follows an accepted one."""
        here = self.environment
        history = extend_history(
            () if earlier is None else earlier.history or (_first(earlier),),
            Change("output", here.date, here.versions),
            is_same_code=earlier is not None and earlier.code_hash == self.code_hash,
            is_same_output=earlier is not None and earlier.outputs == self.outputs,
        )
        return replace(self, history=history)


def _first(recording: Recording) -> Change:
    where = recording.environment
    return Change("first", where.date, where.versions)


def content_hash(text: str) -> str:
    """Return a hash of a text, whatever is in it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
