"""Make and change recordings in a project of a test's own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from syntax_notes.recordings import recording_files
from syntax_notes.recordings.recording import Environment, Recording

CUDA = Environment(
    device="cuda",
    name="NVIDIA Test GPU",
    versions={"torch": "2.13.0+cu130", "numpy": "2.4.6", "python": "3.12.1"},
    platform="Linux x86_64",
    date="2026-01-02",
)


def path(folder: Path, device: str, note: str) -> Path:
    """Return the file of a recording."""
    return folder / "recordings" / device / f"{note}.json"


def read(folder: Path, device: str, note: str) -> Recording:
    """Read a recording of a project."""
    return recording_files.read(path(folder, device, note), device)


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


def edit(file: Path, **changes: Any) -> None:
    """Change a recording by hand, as one may in an editor."""
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(content | changes), encoding="utf-8")
