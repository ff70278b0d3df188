"""What a note printed on a device: a recording, one JSON file for each note.

A recording is made by a run and by nothing else. It holds the code of each cell,
without comments, and what the cell printed; where and when that was; and two hashes. By
that of the code, a recording of other code is found to be out of date; by that of the
whole content, one that was edited by hand is found. One that is accepted keeps the
history of what the note printed (:mod:`syntax_notes.history`).
"""

from __future__ import annotations

import functools
import io
import json
import os
import platform
import time
import tokenize
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .history import Change, following

SCHEMA = 1
SUFFIX = ".json"


class RecordingError(Exception):
    """A file that is no recording to rely on; the message names it and says why."""


@dataclass(frozen=True)
class Environment:
    """Where and when a note ran.

    Attributes
    ----------
    device : str
        The type that PyTorch gives the device, such as ``"cuda"``.
    name : str
        What the device calls itself, such as ``"NVIDIA H100 80GB HBM3"``.
    torch, numpy, python : str
        Versions.
    platform : str
        Operating system and processor architecture, such as ``"Linux x86_64"``.
    date : str
        The day in UTC, as ``YYYY-MM-DD``, on which the note first printed this here.
    """

    device: str
    name: str
    torch: str
    numpy: str
    python: str
    platform: str
    date: str

    @classmethod
    def here(cls, device: str, name: str) -> Environment:
        """Describe this process, today or on the day of SOURCE_DATE_EPOCH."""
        now = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        return cls(
            device=device,
            name=name,
            torch=version("torch"),
            numpy=version("numpy"),
            python=platform.python_version(),
            platform=f"{platform.system()} {platform.machine()}",
            date=datetime.fromtimestamp(now, UTC).date().isoformat(),
        )


@dataclass(frozen=True)
class Cell:
    """The code of a cell and what it printed.

    Attributes
    ----------
    code : str
        Without comments and blank lines, as :func:`code_alone` leaves it.
    stdout : str
        Standard output and error.
    repr : str
        The value of the last line, where sphinx-gallery is set to show it.
    exception : str
        ``"RuntimeError: message"`` if the cell raised.
    """

    code: str
    stdout: str = ""
    repr: str = ""
    exception: str = ""

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
        return _hash("\0".join(cell.code for cell in self.cells))

    def unless_only_the_date_differs(self, earlier: Recording | None) -> Recording:
        """Return ``earlier`` if it says the same as this, of another day."""
        if earlier is None:
            return self
        same_day = replace(self.environment, date=earlier.environment.date)
        dated = replace(self, environment=same_day, history=earlier.history)
        return earlier if dated == earlier else self

    def after(self, earlier: Recording | None) -> Recording:
        """Return this recording with its history, as it follows an accepted one."""
        return replace(self, history=following(self, earlier))

    def write(self, path: Path) -> None:
        """Write as JSON: keys sorted, a line of output on a line of the file."""
        content = {
            "cells": [_stored(cell) for cell in self.cells],
            "code_hash": self.code_hash,
            "environment": asdict(self.environment),
            "schema": SCHEMA,
        }
        if self.history:
            content["history"] = [asdict(change) for change in self.history]
        content["checksum"] = _checksum(content)
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        # In one step: a build that is killed leaves the old file or the new one.
        unfinished = path.with_name(f"{path.name}.new")
        unfinished.write_text(text + "\n", encoding="utf-8", newline="\n")
        os.replace(unfinished, path)


def read(path: Path, device: str) -> Recording:
    """Read the recording of a note on a device.

    Raises
    ------
    RecordingError
        If the file is not what :meth:`Recording.write` wrote for this device.
    """
    name = "/".join(path.parts[-4:])
    again = f"nox -s record -- --device {device} {path.parent.name}/{path.stem}"
    remedy = f"restore it from git; `{again}` writes it anew, without its history."
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecordingError(f"{name} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise RecordingError(f"{name} is not JSON ({error}); {remedy}") from None
    if not isinstance(content, dict) or "schema" not in content:
        raise RecordingError(f"{name} is not a recording; {remedy}")
    if content["schema"] != SCHEMA:
        raise RecordingError(
            f"{name} has the schema {content['schema']!r}, and this version of the "
            f"project reads schema {SCHEMA} only; {remedy}"
        )
    checksum = content.pop("checksum", None)
    if checksum != _checksum(content):
        raise RecordingError(
            f"{name} was edited after it was recorded, its checksum says; {remedy}"
        )
    try:
        environment = Environment(**content["environment"])
        cells = tuple(Cell(**_loaded(cell)) for cell in content["cells"])
        history = tuple(Change(**change) for change in content.get("history", ()))
    except (KeyError, TypeError, AttributeError):
        raise RecordingError(f"{name} is not a recording; {remedy}") from None
    if environment.device != device:
        raise RecordingError(
            f"{name} was recorded on {environment.device}, and its folder says "
            f"{device}; {remedy}"
        )
    return Recording(environment, cells, history)


def read_if_sound(path: Path, device: str) -> Recording | None:
    """Read a recording; return None if there is none or it cannot be relied on."""
    try:
        return read(path, device) if path.exists() else None
    except RecordingError:
        return None


@functools.lru_cache(maxsize=256)  # The cells of one note, asked for again and again.
def code_alone(code: str) -> str:
    """Return code without its comments and without blank lines.

    The tokens of Python say what is a comment and what is part of a string. Code that
    does not parse is returned as it is.
    """
    lines = code.split("\n")
    if "#" not in code and all(map(str.strip, lines)):
        return code
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(f"{code}\n").readline))
    except (tokenize.TokenError, SyntaxError):
        return code
    dropped = set()
    for token in tokens:
        row, column = token.start
        if token.type == tokenize.COMMENT:
            lines[row - 1] = lines[row - 1][:column].rstrip()
        if token.type in (tokenize.COMMENT, tokenize.NL) and row <= len(lines):
            dropped |= set() if lines[row - 1].strip() else {row}
    return "\n".join(line for row, line in enumerate(lines, 1) if row not in dropped)


def strays(folder: Path, notes: Iterable[str], devices: Iterable[str]) -> list[str]:
    """Return a sentence for each recording that no page can show.

    Parameters
    ----------
    folder : pathlib.Path
        Holds a folder for each device.
    notes : iterable of str
        The notes that there are, as ``<topic>/<note>``.
    devices : iterable of str
        The names that a device can have.
    """
    found = []
    known = set(devices)
    present = {tuple(note.split("/")) for note in notes}
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        device, *note = path.relative_to(folder).with_suffix("").parts
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        if device not in known:
            found.append(
                f"{name} is left out: PyTorch has no device called {device!r}."
            )
        elif tuple(note) not in present:
            found.append(
                f"{name} is left out: there is no note examples/{'/'.join(note)}.py; "
                "rename the recording with its note, or delete it."
            )
    return found


def _stored(cell: Cell) -> dict[str, Any]:
    """Return a cell with its texts as lists of lines, empty ones left out."""
    return {key: text.split("\n") for key, text in asdict(cell).items() if text}


def _loaded(cell: dict[str, Any]) -> dict[str, str]:
    """Undo :func:`_stored`."""
    return {"code": ""} | {key: "\n".join(lines) for key, lines in cell.items()}


def _checksum(content: dict[str, Any]) -> str:
    return _hash(json.dumps(content, ensure_ascii=False, sort_keys=True))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
