"""Errors of a note that show where in the note they are."""

from __future__ import annotations

from types import CodeType
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
    exec(code_that_raises(source, line), {"error": error})
    raise AssertionError("the code above raises")


def code_that_raises(source: str, line: int) -> CodeType:
    """Return code that raises what is called ``error``, in a line of a note."""
    return compile("\n" * (line - 1) + "raise error", source, "exec")
