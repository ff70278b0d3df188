"""Say in Markdown what notes print on a release that they did not on the one before.

It is what a pull request with the recordings of a new release says.
"""

from __future__ import annotations

from pathlib import Path

from packaging.version import Version

from ..recordings.comparing import difference
from ..recordings.recording import Cell, Recording
from .recorded_releases import Recorded, failing_cells, recorded_on
from .release_environment import ReleaseError
from .release_list import read_listed

DEVICE = "cpu"
FENCE = "`" * 6  # longer than any in an output


def summarize(root: Path, release: str) -> str:
    """Return the summary.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    release : str
        The release. It is compared with the one that conf.py lists before it.

    Raises
    ------
    ReleaseError
        If there is no such one, or one of the two is not recorded.
    """
    earlier = [one for one in read_listed(root) if Version(one) < Version(release)]
    if not earlier:
        raise ReleaseError(f"conf.py lists no release before {release}.")
    before, after = (recorded_on(root, DEVICE, one) for one in (earlier[-1], release))
    for name, found in ((earlier[-1], before), (release, after)):
        if not found.current:
            raise ReleaseError(
                f"PyTorch {name} is not recorded on {DEVICE}; "
                f"`nox -s record -- --torch {name}` does that."
            )
    notes = sorted(before.current.keys() & after.current.keys())
    changed = [
        text
        for note in notes
        if (text := _changes(note, before.current[note], after.current[note], release))
    ]
    head = f"## What PyTorch {release} prints that {earlier[-1]} does not"
    return "\n\n".join([head, _counts(before, after, notes), *changed])


def _counts(before: Recorded, after: Recorded, notes: list[str]) -> str:
    pairs = [
        pair
        for note in notes
        for pair in zip(
            before.current[note].cells, after.current[note].cells, strict=True
        )
    ]
    same = sum(_is_same(*pair) for pair in pairs)
    text = (
        f"{after.passed} of {after.notes} notes run to their ends ({before.passed} "
        f"before). Of {len(pairs)} cells {same} print the same and {len(pairs) - same} "
        f"do not; {after.failing} fail ({before.failing} before)."
    )
    missing = after.notes - len(notes)
    return f"{text} {missing} notes cannot be compared." if missing else text


def _is_same(one: Cell, other: Cell) -> bool:
    return one.output == other.output


def _changes(note: str, before: Recording, after: Recording, release: str) -> str:
    """Return what differs in a note; empty if nothing does."""
    pairs = zip(before.cells, after.cells, strict=True)
    cells = [number for number, pair in enumerate(pairs, 1) if not _is_same(*pair)]
    if not cells:
        return ""
    failing = [number + 1 for number in failing_cells(after)]
    listed = ", ".join(
        f"{number} fails" if number in failing else str(number) for number in cells
    )
    what = "cell" if len(cells) == 1 else "cells"
    diff = difference(before, after, note, f"{note} on {release}")
    return f"### {note}: {what} {listed}\n\n{FENCE}diff\n{diff}\n{FENCE}"
