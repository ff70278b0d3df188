"""Record all releases that conf.py lists, one environment at a time."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from ..backends.pytorch import devices
from .other_releases import SIGNALLED, run_with
from .recorded_releases import recorded_on
from .release_environment import ReleaseError, remove_environment
from .release_list import read_listed
from .text_table import text_table

HEAD = ("release", "device", "passed", "cells that fail", "seconds", "")


@dataclass(frozen=True)
class Outcome:
    """What became of a release.

    Attributes
    ----------
    release : str
        Which one.
    seconds : float or None
        How long that took; None if it was recorded before.
    problem : str
        What went wrong; empty if nothing did.
    """

    release: str
    seconds: float | None
    problem: str = ""


def record_all(
    root: Path, asked: list[str], arguments: list[str], *, again: bool
) -> int:
    """Record each release, show a table, and return the exit status.

    A release of which every note is recorded as it is now is left out.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    asked : list of str
        Device types; an empty list asks for every device.
    arguments : list of str
        What the command that records is given.
    again : bool
        Whether to leave out none.

    Returns
    -------
    int
        The exit status: 0 if all releases could be had and recorded.

    Raises
    ------
    ReleaseError
        If conf.py lists none.
    """
    listed = read_listed(root)
    if not listed:
        raise ReleaseError("conf.py lists no releases in notes_releases.")
    chosen = devices.choose(asked)
    outcomes = []
    for number, release in enumerate(listed, 1):
        print(f"PyTorch {release} ({number} of {len(listed)})", flush=True)
        recorded = (recorded_on(root, device, release) for device in chosen)
        if not again and all(one.complete for one in recorded):
            print("Recorded already.", flush=True)
            outcomes.append(Outcome(release, None))
            continue
        start = time.monotonic()
        try:
            status = run_with(root, release, ["record", *arguments])
            problem = _problem(root, chosen, release) if status else ""
        except ReleaseError as error:
            print(error, file=sys.stderr)
            status, problem = 1, str(error)
        remove_environment(root, release)
        if status > SIGNALLED:
            return status
        outcomes.append(Outcome(release, time.monotonic() - start, problem))
    print(f"\n{_table(root, chosen, outcomes)}")
    return int(any(outcome.problem for outcome in outcomes))


def _problem(root: Path, chosen: list[str], release: str) -> str:
    """Say what is missing after a run that has failed, and has said more itself."""
    found = (recorded_on(root, device, release) for device in chosen)
    missing = sum(one.notes - len(one.current) for one in found)
    return f"{missing} not recorded; see above" if missing else "failed; see above"


def _table(root: Path, chosen: list[str], outcomes: list[Outcome]) -> str:
    rows = [HEAD]
    for outcome in outcomes:
        took = "-" if outcome.seconds is None else f"{outcome.seconds:.0f}"
        said = outcome.problem or ("recorded before" if took == "-" else "recorded")
        for device in chosen:
            found = recorded_on(root, device, outcome.release)
            passed = f"{found.passed} of {found.notes}"
            rows.append(
                (outcome.release, device, passed, str(found.failing), took, said)
            )
    return text_table(rows, left=(0, 1, 5))
