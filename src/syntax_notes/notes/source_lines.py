"""From a line of a generated page back to the line of the script it was made from."""

from __future__ import annotations

from itertools import takewhile

from ..adapters.sphinx_gallery import SOURCE_LINES


def script_line(page: str, line: int, script: str) -> int:
    """Return the line of a script that a line of its page was made from.

    A page holds the text of a script line by line, and tells before each block which
    lines it is made from. Of lines that read the same, the first stands for the first.

    Parameters
    ----------
    page : str
        The generated page.
    line : int
        A line of it, counted from 1. An empty one stands for the line above.
    script : str
        The script.

    Returns
    -------
    int
        The line of the script, counted from 1: that of the block if the page says
        there what the script does not.
    """
    lines = page.splitlines()[:line]
    while lines and not lines[-1].strip():
        lines.pop()
    marks = [at for at, text in enumerate(lines) if SOURCE_LINES.fullmatch(text)]
    first, last = 1, len(script.splitlines())
    if marks:
        mark = SOURCE_LINES.fullmatch(lines[marks[-1]])
        assert mark is not None
        first, last = int(mark["first"]), int(mark["last"])
        lines = lines[marks[-1] + 1 :]
    if not lines:
        return first
    wanted = _text(lines[-1])
    same = [
        number
        for number, text in enumerate(script.splitlines()[:last], start=1)
        if number >= first and _text(text) == wanted
    ]
    before = sum(_text(text) == wanted for text in lines[:-1])
    return same[min(before, len(same) - 1)] if same else first


def _text(line: str) -> str:
    """Return what a line of a script or of its page says."""
    sign = "".join(takewhile("#".__eq__, line.strip()))
    return line.strip().removeprefix(sign if len(sign) == 1 else "").strip()
