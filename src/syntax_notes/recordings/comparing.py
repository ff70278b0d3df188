"""Compare what a note printed in two runs.

Two devices print the same tensor alike but for its suffix, ``device='cuda:0'``. That
suffix, and a line break that makes room for it, is the only thing that is overlooked.
"""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

from .recording import Recording

# A printed tensor; what it holds has at most one more pair of parentheses: size=(2, 3).
TENSOR = re.compile(r"\btensor\((?:[^()]|\([^()]*\))*+\)")
BREAK = re.compile(r",\n\s*(?=\w+=)")
# Stands for a line break that torch put in front of a suffix.
BROKEN = "\N{PILCROW SIGN}\N{WORD JOINER}"
DEVICE = re.compile(rf",({BROKEN})? device='[a-z]+(?::\d+)?'(?=[,)])")


class Line(NamedTuple):
    """A line as it is compared, and the lines of the output that it stands for."""

    text: str
    numbers: range


def compared_lines(output: str) -> list[Line]:
    """Return the lines of an output without the device suffix of printed tensors.

    Returns
    -------
    list of Line
        The numbers count from 1.
    """
    lines = []
    start = 1
    for text in TENSOR.sub(_without_device, output).split("\n"):
        stop = start + 1 + text.count(BROKEN)
        lines.append(Line(text.replace(BROKEN, ""), range(start, stop)))
        start = stop
    return lines


def _without_device(tensor: re.Match[str]) -> str:
    joined = BREAK.sub(f",{BROKEN} ", tensor[0])
    return DEVICE.sub(lambda suffix: suffix[1] or "", joined)


def is_same(one: str, other: str) -> bool:
    """Tell whether two outputs differ at most in the device suffix of tensors."""
    if one == other:
        return True
    texts = ([line.text for line in compared_lines(text)] for text in (one, other))
    return next(texts) == next(texts)


def differing_lines(one: str, other: str) -> tuple[list[int], list[int]]:
    """Return the numbers of the lines that differ, in each of two outputs."""
    sides = compared_lines(one), compared_lines(other)
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


def difference(recorded: Recording, run: Recording, name: str) -> str:
    """Return what changed since a recording, as a unified diff with code around it.

    Parameters
    ----------
    recorded, run : Recording
        What was accepted, and what was printed now.
    name : str
        The file of the recording.

    Returns
    -------
    str
        Empty if the code and all outputs are the same.
    """
    lines = difflib.unified_diff(
        _transcript(recorded), _transcript(run), name, "this run", n=6, lineterm=""
    )
    return "\n".join(lines)


def _transcript(recording: Recording) -> list[str]:
    """Write out a run as a Python session: code behind ``>>>``, output as it is."""
    lines: list[str] = []
    for cell in recording.cells:
        lines += [f">>> {line}" for line in cell.code.split("\n")]
        lines += cell.output.split("\n")
    return lines
