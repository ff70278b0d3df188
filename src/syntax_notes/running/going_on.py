"""How a note goes on after a cell that fails, on a release where it need not pass.

A check that fails ends nothing: the statements after it run. After any other exception
the note goes on with its next cell.
"""

from __future__ import annotations

import ast
from pathlib import Path
from types import CodeType

from ..notes.note_files import read_script
from .exception_text import with_name
from .missing_names import MissingNames

# Characters of a check that an exception names.
LONGEST = 200


class GoingOn:
    """A note that goes on.

    Parameters
    ----------
    source : str
        The path of its script.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(read_script(Path(source)))
        self.missing = MissingNames()
        # The statements of the present cell that did not run to their end.
        self.unfinished: str | None = None

    def rest(self, line: int, last: int) -> CodeType | None:
        """Return what is to run after an exception; None if that is the next cell.

        Parameters
        ----------
        line : int
            The line of the note that raised.
        last : int
            The last line of what was being executed.
        """
        below = [one for one in self.tree.body if line <= (one.end_lineno or 0)]
        left = [one for one in below if one.lineno <= last]
        if left and isinstance(left[0], ast.Assert):
            return compile(ast.Module(left[1:], []), self.source, "exec")
        self.unfinished = ast.unparse(ast.Module(left, []))
        return None

    def describe(self, error: Exception, limit: int) -> str:
        """Return an exception with its name; of a check without a message, the check.

        Parameters
        ----------
        error : Exception
            What was raised.
        limit : int
            Characters that a page shows.
        """
        check = self._check_of(error)
        if check is None or str(error):
            return with_name(error, limit)
        text = " ".join(ast.unparse(check).split())
        cut = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
        return f"{type(error).__name__}: {cut}"

    def end_cell(self, number: int, code: str) -> int | None:
        """Return which earlier cell failed of those that a cell needs."""
        after = self.missing.end_cell(number, code, self.unfinished)
        self.unfinished = None
        return after

    @property
    def lost(self) -> frozenset[str]:
        """The names that failed cells should have made, whatever they stand for now."""
        return frozenset(self.missing.missing)

    def _check_of(self, error: Exception) -> ast.Assert | None:
        """Return the check of the note that has failed."""
        trace, line = error.__traceback__, 0
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.source:
                line = trace.tb_lineno
            trace = trace.tb_next
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assert) and node.lineno <= line <= (
                node.end_lineno or 0
            ):
                return node if isinstance(error, AssertionError) else None
        return None
