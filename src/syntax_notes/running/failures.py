"""A note that failed, or that was refused before it ran: where, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """A note that raised, or a script that is no note.

    Attributes
    ----------
    note : str
        Its name.
    path : str
        Its script, seen from the folder of conf.py.
    line : int
        The line of the note, counted from 1; 0 if the error came from elsewhere.
    message : str
        What is wrong, on one line: the exception and its message, or what to do.
    """

    note: str
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return one line that an editor can jump to."""
        return f"{self.path}:{self.line}: {self.message}"
