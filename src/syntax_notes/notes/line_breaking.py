"""Break text into lines, in English and in Chinese."""

from __future__ import annotations

import re

from ..adapters.docutils import column_width

# What is not torn apart where a line is broken: of reStructuredText, and of text.
MARKUP = re.compile(
    r"\s*(?:``(?:[^`]|`(?!`))+``|:[\w:+-]+:`[^`]*`|`[^`]*`_*|[!-~]+)|\s|[^\s!-~]"
)
WORDS = re.compile(r"\s*[!-~]+|\S|\s")
# Punctuation that may not begin a line.
CLOSING = "，。、；：！？）》”"


def wrapped(text: str, width: int, pieces: re.Pattern[str] = MARKUP) -> list[str]:
    """Break a text into lines; Chinese may break behind any character.

    Parameters
    ----------
    text : str
        The text.
    width : int
        The columns of a line.
    pieces : re.Pattern
        What must not be torn apart; by default words and markup.
    """
    lines = [""]
    for piece in pieces.findall(text):
        line = lines[-1] + piece
        # No character is wider than two columns.
        fits = 2 * len(line) <= width or column_width(line) <= width or piece in CLOSING
        if not fits and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]
