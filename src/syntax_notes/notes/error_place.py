"""Errors of a note that show where in the note they are."""

from __future__ import annotations

from typing import NoReturn

# A variable for image scrapers: the cell has failed, as it may.
DECLARED_FAILURE = "declared_failure"


def raise_at(source: str, line: int, error: Exception) -> NoReturn:
    """Raise an error whose traceback ends in a line of a note.

    Parameters
    ----------
    source : str
        The path of the note.
    line : int
        The line, counted from 1.
    error : Exception
        What to raise.
    """
    code = compile("\n" * (line - 1) + "raise error", source, "exec")
    exec(code, {"error": error})
    raise AssertionError("the code above raises")
