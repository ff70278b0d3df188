"""What is recorded of a release: whether it is complete, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..backends.pytorch import backend
from ..notes import declarations
from ..notes.code_cells import code_that_runs
from ..notes.note_files import note_names
from ..recordings.accepted import Device
from ..recordings.recording import Cell, Environment, Recording
from .recording_remarks import RECORDINGS


@dataclass(frozen=True)
class Recorded:
    """What is recorded of a release on a device.

    Attributes
    ----------
    notes : int
        The notes that there are.
    current : dict of str to Recording
        The recordings of the code, and of the claims, that the notes have now.
    """

    notes: int
    current: dict[str, Recording]

    @property
    def complete(self) -> bool:
        """Whether each note has a recording of its code."""
        return len(self.current) == self.notes

    @property
    def passed(self) -> int:
        """How many notes ran to their ends without an exception."""
        return sum(not failing_cells(one) for one in self.current.values())

    @property
    def failing(self) -> int:
        """How many cells fail by themselves."""
        return sum(len(failing_cells(one)) for one in self.current.values())


def recorded_on(root: Path, device: str, release: str) -> Recorded:
    """Return what is recorded of a release on a device."""
    hashes = code_hashes(root)
    accepted = Device(root / RECORDINGS / device, device, backend.subject)
    found = {note: accepted.read_if_sound(release, note) for note in sorted(hashes)}
    current = {
        note: recording
        for note, recording in found.items()
        if recording is not None
        and recording.code_hash == hashes[note]
        and _holds_claims(recording, root / "examples" / f"{note}.py")
    }
    return Recorded(len(hashes), current)


def code_hashes(root: Path) -> dict[str, str]:
    """Return the hash of the code of each note, as its recording would have it."""
    examples = root / "examples"
    return {note: _code_hash(examples / f"{note}.py") for note in note_names(examples)}


def failing_cells(recording: Recording) -> list[int]:
    """Return the numbers of the cells that fail, but not for an earlier one."""
    return [
        number
        for number, cell in enumerate(recording.cells)
        if cell.exception and cell.after is None
    ]


def _holds_claims(recording: Recording, script: Path) -> bool:
    """Tell whether a recording says of each claim of its note whether it was true."""
    pairs = zip(recording.cells, declarations.of_note(script), strict=True)
    return all({*says.claim} <= dict(cell.claims).keys() for cell, says in pairs)


def _code_hash(script: Path) -> str:
    cells = tuple(map(Cell, code_that_runs(script)))
    return Recording(Environment("", ""), cells).code_hash
