"""The form of a recording in its file, which ``recording.schema.json`` describes."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from .history import Change
from .recording import Cell, Environment, Recording, content_hash

SCHEMA = 3
OLD_SCHEMAS = (1, 2)
# The parts of a cell that are texts.
TEXTS = ("code", "stdout", "repr", "exception")


class Likeness(NamedTuple):
    """What a recording is like, but for the cells that it holds.

    Attributes
    ----------
    other : Recording
        One of the same note, code and device, of another release.
    folder, release : str
        The folder of the release of the recording, and that of the other.
    """

    other: Recording
    folder: str
    release: str


def stored(recording: Recording, like: Likeness | None) -> dict[str, Any]:
    """Return what is written of a recording.

    Parameters
    ----------
    recording : Recording
        What to write.
    like : Likeness, optional
        What has most of it already. Only what differs is written then, without history.
    """
    content: dict[str, Any] = {
        "code_hash": recording.code_hash,
        "environment": asdict(recording.environment),
        "schema": SCHEMA,
    }
    if like is not None:
        pairs = zip(recording.cells, like.other.cells, strict=True)
        content["cells"] = [
            {"number": number, **_stored(replace(cell, code=""))}
            for number, (cell, other) in enumerate(pairs)
            if cell != other
        ]
        content["like"] = {
            "cells": cells_hash(like.other),
            "folder": like.folder,
            "release": like.release,
        }
    else:
        content["cells"] = [_stored(cell) for cell in recording.cells]
        if recording.history:
            content["history"] = [asdict(change) for change in recording.history]
    content["checksum"] = checksum_of(content)
    return content


def loaded(content: dict[str, Any], other: Recording | None) -> Recording:
    """Return the recording that was stored, with what was like another one."""
    environment = Environment(**content["environment"])
    if other is None:
        cells = tuple(_loaded(cell) for cell in content["cells"])
        history = tuple(Change(**change) for change in content.get("history", ()))
        return Recording(environment, cells, history)
    if other.code_hash != content["code_hash"]:
        return Recording(environment, ())
    differing = {cell["number"]: _loaded(cell) for cell in content["cells"]}
    cells = tuple(
        replace(differing[number], code=cell.code) if number in differing else cell
        for number, cell in enumerate(other.cells)
    )
    return Recording(environment, cells, other.history)


def cells_hash(recording: Recording) -> str:
    """Return a hash of what a note printed, to know it again."""
    cells = [_stored(cell) for cell in recording.cells]
    return content_hash(json.dumps(cells, ensure_ascii=False, sort_keys=True))


def upgrade(content: dict[str, Any]) -> None:
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
    texts = {name: getattr(cell, name) for name in TEXTS}
    stored: dict[str, Any] = {
        name: text.split("\n") for name, text in texts.items() if text
    }
    if cell.after is not None:
        stored["after"] = cell.after
    if cell.claims:
        stored["claims"] = dict(cell.claims)
    return stored


def _loaded(stored: dict[str, Any]) -> Cell:
    """Undo :func:`_stored`."""
    texts = {name: "\n".join(stored.get(name, ())) for name in TEXTS}
    return Cell(
        **texts,
        after=stored.get("after"),
        claims=tuple(sorted(stored.get("claims", {}).items())),
    )


def checksum_of(content: Any) -> str:
    """Return a hash of all but the checksum itself."""
    if isinstance(content, dict):
        content = {key: content[key] for key in content if key != "checksum"}
    return content_hash(json.dumps(content, ensure_ascii=False, sort_keys=True))
