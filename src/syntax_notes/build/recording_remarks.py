"""What the accepted recordings do not agree with, and how to accept it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..backends.pytorch import devices
from ..notes.note_files import note_names
from ..recordings.recording_files import SUFFIX, RecordingError, read
from .device_runs import Run
from .sphinx_process import RECORD_COMMAND

RECORDINGS = "recordings"


def list_remarks(root: Path, runs: list[Run]) -> Iterator[str]:
    """Say what the accepted recordings do not agree with, and how to accept it."""
    accepted = root / RECORDINGS
    notes = note_names(root / "examples")
    known = devices.TYPES | {run.device for run in runs}
    yield from _strays(accepted, notes, known)
    for run in runs:
        accept = f"`nox -s record -- --device {run.device}"
        recorded = {note: accepted / run.device / f"{note}.json" for note in notes}
        if not any(path.exists() for path in recorded.values()):
            yield f"{run.device} has no recordings; {accept}` keeps what it printed."
            continue
        other = []
        for note in sorted(notes & run.printed.keys()):
            try:
                if not _agree(recorded[note], run.printed[note], run.device):
                    other.append(note)
            except RecordingError as error:
                yield error.explain(RECORD_COMMAND)
        if other:
            yield (
                f"Not as recorded on {run.device}: {', '.join(other)}; "
                f"{accept} {' '.join(other)}` accepts it."
            )


def _agree(recorded: Path, printed: Path, device: str) -> bool:
    if not recorded.exists():
        return False
    pair = (read(path, device).cells for path in (recorded, printed))
    return next(pair) == next(pair)


def _strays(folder: Path, notes: Iterable[str], devices: Iterable[str]) -> list[str]:
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
