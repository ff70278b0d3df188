"""The files of recordings: one of JSON for each note and device.

Two hashes are in each. By that of the code, a recording of other code is found to be
out of date; by that of the whole content, one that was edited by hand is found.
"""

from __future__ import annotations

import json
import stat
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from .. import atomic
from . import merges
from .history import Change
from .recording import Cell, Environment, Recording, content_hash
from .recording_schema import fault

SCHEMA = 2
OLD_SCHEMA = 1
MERGED = "with the history of both sides of the merge"
SUFFIX = ".json"
LARGEST = 4 * 2**20  # bytes


class RecordingError(Exception):
    """A file that is no recording to rely on; the message names it and says why.

    Parameters
    ----------
    what : str
        What is wrong with which file.
    path : pathlib.Path
        The file.
    device : str
        The device whose recording it should be.
    can_be_restored : bool
        Whether another file in its place is all that is needed.
    """

    def __init__(
        self, what: str, path: Path, device: str, *, can_be_restored: bool = True
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.device = device
        self.can_be_restored = can_be_restored

    def explain(self, command: str) -> str:
        """Say what is wrong and what to do.

        Parameters
        ----------
        command : str
            Records a ``{note}`` on a ``{device}``.
        """
        if not self.can_be_restored:
            return f"{self.what}."
        note = f"{self.path.parent.name}/{self.path.stem}"
        again = command.format(device=self.device, note=note)
        kept = "without its history" if read_sides(self.path) is None else MERGED
        return f"{self.what}; restore it from git; `{again}` writes it anew, {kept}."


def write(recording: Recording, path: Path) -> None:
    """Write as JSON: keys sorted, a line of output on a line of the file."""
    content = {
        "cells": [_stored(cell) for cell in recording.cells],
        "code_hash": recording.code_hash,
        "environment": asdict(recording.environment),
        "schema": SCHEMA,
    }
    if recording.history:
        content["history"] = [asdict(change) for change in recording.history]
    content["checksum"] = _checksum(content)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    atomic.write(path, f"{text}\n")


def read(path: Path, device: str) -> Recording:
    """Read the recording of a note on a device.

    Raises
    ------
    RecordingError
        If the file is not what :func:`write` wrote for this device.
    """
    name = "/".join(path.parts[-4:])

    def error(what: str, *, can_be_restored: bool = True) -> RecordingError:
        text = f"{name} {what}"
        return RecordingError(text, path, device, can_be_restored=can_be_restored)

    try:
        refused = _refuse(path)
        text = "" if refused else path.read_text(encoding="utf-8")
    except OSError as unread:
        refused = f"cannot be read: {unread.strerror}"
    except ValueError as wrong:
        raise error(f"is not JSON ({wrong})") from None
    if refused:
        raise error(refused, can_be_restored=False)
    if merges.sides(text):
        raise error("has the marks of a merge that was not finished")
    try:
        content = json.loads(text)
        checksum = _checksum(content)
    except (ValueError, RecursionError) as wrong:
        raise error(f"is not JSON ({wrong})") from None
    if not isinstance(content, dict) or "schema" not in content:
        raise error("is not a recording")
    if content["schema"] not in (OLD_SCHEMA, SCHEMA):
        raise error(
            f"has the schema {content['schema']!r}, and this version of the project "
            f"reads schemas {OLD_SCHEMA} and {SCHEMA} only"
        )
    if content.get("checksum") != checksum:
        raise error("was edited after it was recorded, its checksum says")
    if unlike := fault(content):
        raise error(f"is not a recording: {unlike}")
    recording = _recording(content)
    if recording is None:
        raise error("is not a recording")
    if recording.environment.device != device:
        raise error(
            f"was recorded on {recording.environment.device}, and its folder says "
            f"{device}"
        )
    return recording


def read_if_sound(path: Path, device: str) -> Recording | None:
    """Read a recording; return None if there is none or it cannot be relied on."""
    try:
        return read(path, device) if path.exists() else None
    except RecordingError:
        return None


def read_sides(path: Path) -> Recording | None:
    """Read what an unfinished merge has left, with the history of both sides.

    Returns
    -------
    Recording or None
        That of the side with more history; None if neither is one, or without a merge.
    """
    try:
        text = "" if _refuse(path) else path.read_text(encoding="utf-8")
        contents = [json.loads(side) for side in merges.sides(text)]
    except (OSError, ValueError, RecursionError):
        return None
    found = [_recording(one) for one in contents if not fault(one)]
    recordings = [one for one in found if one is not None]
    if not recordings:
        return None
    known = [change for one in recordings for change in one.history]
    history = [one for at, one in enumerate(known) if one not in known[:at]]
    history.sort(key=lambda change: change.date)
    latest = max(recordings, key=lambda one: len(one.history))
    return replace(latest, history=tuple(history))


def _refuse(path: Path) -> str:
    """Say why something is not to be opened; empty if it is a file of this folder."""
    folder = path.parents[2].resolve()
    if not path.resolve().is_relative_to(folder):
        return "is a link that leads out of its folder"
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return "is no file"
    if found.st_size > LARGEST:
        return f"has more than {LARGEST // 2**20} MiB, which no note prints"
    return ""


def _recording(content: dict[str, Any]) -> Recording | None:
    """Return the recording that was stored, if all its parts have their places."""
    try:
        if content["schema"] == OLD_SCHEMA:
            _upgrade(content)
        return Recording(
            Environment(**content["environment"]),
            tuple(Cell(**_loaded(cell)) for cell in content["cells"]),
            tuple(Change(**change) for change in content.get("history", ())),
        )
    except (KeyError, TypeError):
        return None


def _upgrade(content: dict[str, Any]) -> None:
    """Give versions, which schema 1 has beside all else, a place of their own."""
    environment = content["environment"]
    known = {"device", "name", "platform", "date"}
    named = [name for name in environment if name not in known]
    environment["versions"] = {name: environment.pop(name) for name in named}
    for change in content.get("history", ()):
        named = [name for name in change if name not in {"what", "date"}]
        change["versions"] = {name: change.pop(name) for name in named}


def _stored(cell: Cell) -> dict[str, Any]:
    """Return a cell with its texts as lists of lines, empty ones left out."""
    return {key: text.split("\n") for key, text in asdict(cell).items() if text}


def _loaded(cell: dict[str, Any]) -> dict[str, str]:
    """Undo :func:`_stored`."""
    return {"code": ""} | {key: "\n".join(lines) for key, lines in cell.items()}


def _checksum(content: Any) -> str:
    """Return a hash of all but the checksum itself."""
    if isinstance(content, dict):
        content = {key: content[key] for key in content if key != "checksum"}
    return content_hash(json.dumps(content, ensure_ascii=False, sort_keys=True))
