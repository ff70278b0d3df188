"""Make and change recordings in a project of a test's own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from syntax_notes.backends.pytorch import backend
from syntax_notes.recordings import recording_files
from syntax_notes.recordings.accepted import Device
from syntax_notes.recordings.recording import Environment, Recording

CUDA = Environment(
    device="cuda",
    name="NVIDIA Test GPU",
    versions={
        "torch": f"{backend.release()}+cu130",
        "numpy": "2.4.6",
        "python": "3.12.1",
    },
    platform="Linux x86_64",
    date="2026-01-02",
)


# The release that is installed, which the recordings of a test are of.
RELEASE = backend.release()


def accepted(folder: Path, device: str) -> Device:
    """Return the recordings of a device."""
    return Device(folder / "recordings" / device, device, backend.subject)


def path(folder: Path, device: str, note: str, release: str = RELEASE) -> Path:
    """Return the file of a recording."""
    return accepted(folder, device).path(release, note)


def read(folder: Path, device: str, note: str, release: str = RELEASE) -> Recording:
    """Read a recording of a project."""
    return accepted(folder, device).read(release, note)


def like_cpu(folder: Path, note: str, *outputs: str | None) -> Path:
    """Record a note on a GPU that printed what the CPU did, but for these outputs.

    Parameters
    ----------
    folder : pathlib.Path
        A project whose notes are recorded on the CPU.
    note : str
        The note, as ``<topic>/<note>``.
    outputs : str or None
        What each of the first cells printed; None for the same as on the CPU.
    """
    cells = list(read(folder, "cpu", note).cells)
    for number, stdout in enumerate(outputs):
        if stdout is not None:
            cells[number] = replace(cells[number], stdout=stdout)
    target = path(folder, "cuda", note)
    recording_files.write(Recording(CUDA, tuple(cells)), target)
    return target


def on_release(
    folder: Path, note: str, release: str, *changes: dict[str, Any] | None
) -> Path:
    """Record a note with another release, on which its first cells were not the same.

    Parameters
    ----------
    folder : pathlib.Path
        A project whose notes are recorded on the CPU.
    note, release : str
        The note, as ``<topic>/<note>``, and the release.
    changes : dict or None
        What is not the same of each of the first cells; None for nothing.
    """
    own = read(folder, "cpu", note)
    cells = list(own.cells)
    for number, change in enumerate(changes):
        cells[number] = replace(cells[number], **(change or {}))
    versions = {**own.environment.versions, "torch": release}
    environment = replace(own.environment, versions=versions)
    device = accepted(folder, "cpu")
    device.accept(Recording(environment, tuple(cells)), note)
    return device.path(release, note)


def edit(file: Path, **changes: Any) -> None:
    """Change a recording by hand, as one may in an editor."""
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(content | changes), encoding="utf-8")
