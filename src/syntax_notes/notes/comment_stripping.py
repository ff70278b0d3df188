"""Code without its comments: what a note runs, whatever is said about it."""

from __future__ import annotations

import functools
import io
import tokenize


@functools.lru_cache(maxsize=4096)  # Asked for when a page is read and written.
def strip_comments(code: str) -> str:
    """Return code without its comments and without blank lines.

    The tokens of Python say what is a comment and what is part of a string. Code that
    does not parse is returned as it is.
    """
    lines = code.split("\n")
    if "#" not in code and all(map(str.strip, lines)):
        return code
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(f"{code}\n").readline))
    except (tokenize.TokenError, SyntaxError):
        return code
    dropped = set()
    for token in tokens:
        row, column = token.start
        if token.type == tokenize.COMMENT:
            lines[row - 1] = lines[row - 1][:column].rstrip()
        if token.type in (tokenize.COMMENT, tokenize.NL) and row <= len(lines):
            dropped |= set() if lines[row - 1].strip() else {row}
    return "\n".join(line for row, line in enumerate(lines, 1) if row not in dropped)
