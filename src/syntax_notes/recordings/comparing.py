"""Compare what a note printed in two runs.

Two devices may print the same value alike but for a name of the device. What is
overlooked is for a backend to say: a function that returns an output without it, and
marks with :data:`JOINED` where two lines have become one.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import NamedTuple

from ..backend import JOINED
from .recording import Recording

# Returns an output without what is overlooked.
Plain = Callable[[str], str]


class Line(NamedTuple):
    """A line as it is compared, and the lines of the output that it stands for."""

    text: str
    numbers: range


def compared_lines(output: str, plain: Plain) -> list[Line]:
    """Return the lines of an output without what is overlooked.

    Returns
    -------
    list of Line
        The numbers count from 1.
    """
    lines = []
    start = 1
    for text in plain(output).split("\n"):
        stop = start + 1 + text.count(JOINED)
        lines.append(Line(text.replace(JOINED, ""), range(start, stop)))
        start = stop
    return lines


def is_same(one: str, other: str, plain: Plain) -> bool:
    """Tell whether two outputs differ at most in what is overlooked."""
    if one == other:
        return True
    texts = (
        [line.text for line in compared_lines(text, plain)] for text in (one, other)
    )
    return next(texts) == next(texts)


def differing_lines(one: str, other: str, plain: Plain) -> tuple[list[int], list[int]]:
    """Return the numbers of the lines that differ, in each of two outputs."""
    sides = compared_lines(one, plain), compared_lines(other, plain)
    own, others = ([line.text for line in side] for side in sides)
    matcher = difflib.SequenceMatcher(None, own, others, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return (
        _numbers(sides[0], [(change[1], change[2]) for change in changes]),
        _numbers(sides[1], [(change[3], change[4]) for change in changes]),
    )


def _numbers(lines: list[Line], changed: list[tuple[int, int]]) -> list[int]:
    return [
        number
        for start, stop in changed
        for line in lines[start:stop]
        for number in line.numbers
    ]


def difference(
    recorded: Recording, run: Recording, name: str, run_name: str = "this run"
) -> str:
    """Return what changed since a recording, as a unified diff with code around it.

    Parameters
    ----------
    recorded, run : Recording
        What was accepted, and what was printed now.
    name, run_name : str
        The file of the recording, and what to call the run.

    Returns
    -------
    str
        Empty if the code and all outputs are the same.
    """
    lines = difflib.unified_diff(
        _transcript(recorded), _transcript(run), name, run_name, n=6, lineterm=""
    )
    return "\n".join(lines)


def _transcript(recording: Recording) -> list[str]:
    """Write out a run as a Python session: code behind ``>>>``, output as it is."""
    lines: list[str] = []
    for cell in recording.cells:
        lines += [f">>> {line}" for line in cell.code.split("\n")]
        lines += cell.output.split("\n")
    return lines
