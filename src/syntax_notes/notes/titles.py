"""The title of a note, and what it names: ``torch.gather: pick along a dimension``."""

from __future__ import annotations

import re

from ..adapters.docutils import column_width

# Above and below a title, as docutils has it: one sign of ASCII, again and again.
ADORNMENT = re.compile(r"([!-/:-@[-`{-~])\1*")
# So many of them are a title's, also where it is longer.
MANY = 4
FIELD = re.compile(r":[^`:]+:( |$)")


def call_of(title: str) -> str:
    """Return what a title names before its colon, which Chinese writes wide."""
    return re.split(r": |：", title, maxsplit=1)[0]


def first_title(text: str) -> str:
    """Return the title that prose in reStructuredText begins with; empty if none.

    Comments, targets and fields may stand above it.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    at = 0
    while at < len(lines) and (not lines[at] or _is_aside(lines, at)):
        at += 1
    above, title, below = [*lines[at : at + 3], "", "", ""][:3]
    if ADORNMENT.fullmatch(above) and title and below == above:
        is_long = len(above) >= min(MANY, column_width(title.strip()))
        return title.strip() if is_long else ""
    if above.startswith(" ") or not above:
        return ""
    is_line = ADORNMENT.fullmatch(title) is not None
    return above if is_line and len(title) >= min(MANY, column_width(above)) else ""


def _is_aside(lines: list[str], at: int) -> bool:
    """Tell whether a line belongs to what is not shown, or to a list of fields."""
    line = lines[at]
    if line.startswith((".. ", "..\t")) or line == ".." or FIELD.match(line):
        return True
    return line.startswith(" ") and at > 0
