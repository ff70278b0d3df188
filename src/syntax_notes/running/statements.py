"""Where the last statement of a script is: after it, nothing may go on."""

from __future__ import annotations

import ast
from pathlib import Path

from ..notes.note_files import read_script


def last_statement(note: Path) -> range:
    """Return the lines of the last statement of a script."""
    try:
        last = ast.parse(read_script(note)).body[-1]
    except (SyntaxError, IndexError):
        return range(0)  # It will not run.
    return range(last.lineno, (last.end_lineno or last.lineno) + 1)
