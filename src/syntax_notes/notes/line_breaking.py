"""Break text into lines, in English and in Chinese."""

from __future__ import annotations

import re

from ..adapters.docutils import column_width

# What must not be torn apart where a line is broken.
PIECE = re.compile(
    r"\s*(?:``(?:[^`]|`(?!`))+``|:[\w:+-]+:`[^`]*`|`[^`]*`_*|[!-~]+)|\s|[^\s!-~]"
)
CLOSING = "，。、；：！？）》”"


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines; Chinese may break behind any character."""
    lines = [""]
    for piece in PIECE.findall(text):
        line = lines[-1] + piece
        # No character is wider than two columns.
        fits = 2 * len(line) <= width or column_width(line) <= width or piece in CLOSING
        if not fits and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]
