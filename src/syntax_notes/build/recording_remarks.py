"""What the accepted recordings do not agree with, and how to accept it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..backends.pytorch import backend, devices
from ..notes.note_files import note_names
from ..places import is_release
from ..recordings.accepted import Device
from ..recordings.recording_files import SUFFIX, RecordingError, read
from .device_runs import Run
from .sphinx_process import RECORD_COMMAND

RECORDINGS = "recordings"


def list_remarks(root: Path, runs: list[Run], listed: list[str]) -> Iterator[str]:
    """Say what the accepted recordings do not agree with, and how to accept it.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    runs : list of Run
        What has run.
    listed : list of str
        The releases whose recordings the site shows.
    """
    folder = root / RECORDINGS
    notes = note_names(root / "examples")
    known = devices.TYPES | {run.device for run in runs}
    yield from _strays(folder, notes, known, listed)
    release = backend.release()
    for run in runs:
        accepted = Device(folder / run.device, run.device, backend.subject)
        accept = f"`nox -s record -- --device {run.device}"
        nearest = {note: accepted.nearest(release, note) for note in notes}
        if not any(nearest.values()):
            yield f"{run.device} has no recordings; {accept}` keeps what it printed."
            continue
        other: dict[str, list[str]] = {}
        for note in sorted(notes & run.printed.keys()):
            against = nearest[note] or release
            try:
                if not _agree(accepted, against, note, run.printed[note]):
                    other.setdefault(against, []).append(note)
            except RecordingError as error:
                yield error.explain(RECORD_COMMAND, release)
        if missing := sorted({*nearest.values()} - {release, None}, key=str):
            yield (
                f"{run.device} has no recordings of {backend.title} {release}; what "
                f"the notes printed was compared with {', '.join(map(str, missing))}."
            )
        for against, names in other.items():
            of = "" if against == release else f" with {backend.title} {against}"
            yield (
                f"Not as recorded on {run.device}{of}: {', '.join(names)}; "
                f"{accept} {' '.join(names)}` accepts it."
            )


def _agree(accepted: Device, release: str, note: str, printed: Path) -> bool:
    if not accepted.path(release, note).exists():
        return False
    run = read(printed, accepted.name)
    return accepted.read(release, note).cells == run.cells


def _strays(
    folder: Path, notes: Iterable[str], devices: Iterable[str], listed: list[str]
) -> list[str]:
    """Return a sentence for each recording that no page can show.

    Parameters
    ----------
    folder : pathlib.Path
        Holds a folder for each device, and each of them one for each release.
    notes : iterable of str
        The notes that there are, as ``<topic>/<note>``.
    devices : iterable of str
        The names that a device can have.
    listed : list of str
        The releases that the site shows; empty for all.
    """
    found = {}
    known = set(devices)
    present = {tuple(note.split("/")) for note in notes}
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        device, release, *note = (*path.relative_to(folder).with_suffix("").parts, "")
        note = note[:-1]
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        where = f"{folder.name}/{device}/{release}"
        if device not in known:
            text = f"is left out: PyTorch has no device called {device!r}."
            found[name] = f"{name} {text}"
        elif not is_release(release):
            found[where] = (
                f"{where} is left out: a recording lies in "
                f"{folder.name}/{device}/<release>/<topic>/<note>{SUFFIX}, and "
                f"{release!r} is no release."
            )
        elif listed and release not in listed:
            found[where] = (
                f"{where} is left out: notes_releases in conf.py does not list "
                f"{release}."
            )
        elif tuple(note) not in present:
            found[name] = (
                f"{name} is left out: there is no note examples/{'/'.join(note)}.py; "
                "rename the recording with its note, or delete it."
            )
    return list(found.values())
