"""What a build tells on the terminal: a table, and a line for each failure."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ..backends.pytorch import devices
from ..marks import RUNNING
from ..running.results import Results
from . import full_disk
from .device_runs import Run
from .text_table import text_table


def print_problems(runs: list[Run], asked: list[str]) -> bool:
    """Say in one line for each what went wrong, and return whether anything did.

    What else there is to say of notes that ran comes first.
    """
    for run in runs:
        for remark in run.results.remarks:
            print(remark, file=sys.stderr)
    problems = [line for run in runs for line in list_problems(run, asked)]
    for line in problems:
        print(line, file=sys.stderr)
    return bool(problems)


def list_problems(run: Run, asked: Iterable[str] = ()) -> list[str]:
    """Say what went wrong, in a sentence for each thing.

    Parameters
    ----------
    run : Run
        What has run.
    asked : iterable of str
        The notes that were to run, whether or not anything had changed.
    """
    if run.status and (full := full_disk.explain_failure(run.work)):
        return [full]
    if run.results.failed:
        return [f"{failure} (on {run.device})" for failure in run.results.failed]
    running = sorted(mark.name for mark in (run.doctrees / RUNNING).glob("*"))
    if running:
        notes = running[0] if len(running) == 1 else f"One of {', '.join(running)}"
        return [f"{notes} ended the build (on {run.device}, exit status {run.status})."]
    if run.status:
        return [f"Sphinx reported problems (on {run.device}); they are shown above."]
    return [
        f"examples/{note}.py was asked for, and did not run (on {run.device})."
        for note in asked
        if note not in run.results.passed
    ]


def results_table(results: dict[str, Results]) -> str:
    """Lay out the results, a line for each device."""
    rows: list[tuple[str, ...]] = [
        ("device", "name", "run", "passed", "failed", "unchanged")
    ]
    for device, found in results.items():
        counts = (
            len(found.passed) + len(found.failed),
            len(found.passed),
            len(found.failed),
            len(found.unchanged),
        )
        rows.append((device, devices.full_name(device), *map(str, counts)))
    return text_table(rows, left=(0, 1))
