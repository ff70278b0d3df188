"""The files of recordings: one of JSON for each note, device and release.

Two hashes are in each. By that of the code, a recording of other code is found to be
out of date; by that of the whole content, one that was edited by hand is found.

One release of a device is written in full. Another one, of the same code, holds the
cells that printed something else there, and says like which release it is otherwise.
"""

from __future__ import annotations

import functools
import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

from .. import atomic
from ..places import is_release
from . import merges
from .recording import Recording
from .recording_form import (
    OLD_SCHEMAS,
    SCHEMA,
    Likeness,
    cells_hash,
    checksum_of,
    loaded,
    stored,
    upgrade,
)
from .recording_schema import fault

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

    def explain(self, command: str, installed: str = "") -> str:
        """Say what is wrong and what to do.

        Parameters
        ----------
        command : str
            Records a ``{note}`` on a ``{device}``.
        installed : str
            The release that the command records, unless it is told another one.
        """
        if not self.can_be_restored:
            return f"{self.what}."
        note = f"{self.path.parent.name}/{self.path.stem}"
        device, release = self.device, self.path.parts[-3]
        if installed and is_release(release) and release != installed:
            device += f" --torch {release}"
        again = command.format(device=device, note=note)
        kept = "without its history" if read_sides(self.path) is None else MERGED
        return f"{self.what}; restore it from git; `{again}` writes it anew, {kept}."


def write(recording: Recording, path: Path, like: Likeness | None = None) -> None:
    """Write as JSON: keys sorted, a line of output on a line of the file.

    Parameters
    ----------
    recording : Recording
        What to write.
    path : pathlib.Path
        Where to.
    like : Likeness, optional
        What has most of it already.
    """
    content = stored(recording, like)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    atomic.write(path, f"{text}\n")


def read(path: Path, device: str) -> Recording:
    """Read the recording of a note on a device.

    Returns
    -------
    Recording
        Without cells, if the release like which it was has been recorded anew since,
        of other code; so it is out of date.

    Raises
    ------
    RecordingError
        If the file is not what :func:`write` wrote for this device.
    """
    content = _read_content(path, device)
    other = _like(content, path, device) if "like" in content else None
    return loaded(content, other)


def like_which(path: Path) -> str | None:
    """Return the release from which a file says how it differs; None if it is whole."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return str(content["like"]["release"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _like(content: dict[str, Any], path: Path, device: str) -> Recording:
    """Return the recording that another one tells its differences from."""
    like = content["like"]
    if like["folder"] not in path.parts:
        text = f"{_name(path)} is of {like['folder']}, and lies in another folder"
        raise RecordingError(text, path, device)
    other_path = _of_release(path, like["folder"], like["release"])
    if not other_path.is_file():
        raise RecordingError(
            f"{_name(path)} says how it differs from {_name(other_path)}, which is "
            "missing",
            path,
            device,
        )
    found = other_path.stat()
    other, known = _read_whole(other_path, device, found.st_mtime_ns, found.st_size)
    if other.code_hash == content["code_hash"] and known != like["cells"]:
        raise RecordingError(
            f"{_name(path)} says how it differed from {_name(other_path)}, which was "
            "recorded anew",
            path,
            device,
        )
    return other


@functools.lru_cache(maxsize=64)  # Many recordings of a note are like one.
def _read_whole(
    path: Path, device: str, changed: int, size: int
) -> tuple[Recording, str]:
    whole = loaded(_read_content(path, device), None)
    return whole, cells_hash(whole)


def _of_release(path: Path, own: str, release: str) -> Path:
    """Return the file of the same note in the folder of another release."""
    parts = list(path.parts)
    at = len(parts) - 1 - parts[::-1].index(own)
    parts[at] = release
    return Path(*parts)


def _read_content(path: Path, device: str) -> dict[str, Any]:
    """Read a file, as far as it can be relied on by itself."""
    name = _name(path)

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
        checksum = checksum_of(content)
    except (ValueError, RecursionError) as wrong:
        raise error(f"is not JSON ({wrong})") from None
    if not isinstance(content, dict) or "schema" not in content:
        raise error("is not a recording")
    if content["schema"] not in (*OLD_SCHEMAS, SCHEMA):
        raise error(
            f"has the schema {content['schema']!r}, and this version of the project "
            f"reads schemas up to {SCHEMA} only"
        )
    if content.get("checksum") != checksum:
        raise error("was edited after it was recorded, its checksum says")
    if unlike := fault(content):
        raise error(f"is not a recording: {unlike}")
    if content["schema"] == 1:
        upgrade(content)
    ran_on = content["environment"]["device"]
    if ran_on != device:
        raise error(f"was recorded on {ran_on}, and its folder says {device}")
    found: dict[str, Any] = content
    return found


def _name(path: Path) -> str:
    """Return what messages call a file: from the folder of all recordings on."""
    parts = path.parts
    at = max((at for at, part in enumerate(parts) if part == "recordings"), default=-4)
    return "/".join(parts[at:])


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
    whole = [one for one in contents if not fault(one) and "like" not in one]
    for one in whole:
        if one["schema"] == 1:
            upgrade(one)
    recordings = [loaded(one, None) for one in whole]
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
