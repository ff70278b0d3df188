"""Write the page of a note whose process has ended before it was done.

sphinx-gallery writes it, as that of any note that failed; no code is executed. Where
the note was, an error is raised that says how it ended.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..adapters.gallery_runs import execute_instead, lines_of
from ..adapters.sphinx_gallery import LAST_VALUE
from ..notes.error_place import code_that_raises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..adapters.sphinx_gallery import Block


class ProcessEndedError(Exception):
    """The process of a note has ended; the message says how."""


def explain(how: dict[str, Any]) -> str:
    """Say how a process ended.

    Parameters
    ----------
    how : dict
        What its keeper has said; empty if the keeper has ended as well.
    """
    if "seconds" in how:
        return f"the note ran for more than {how['seconds']:g} seconds"
    if "gibibytes" in how:
        return f"the note used more than {how['gibibytes']:g} GiB of memory"
    status = how.get("status")
    if status is None:
        return "the note ended the process that watches it"
    if status >= 0:
        return f"the note ended the program: exit status {status}"
    name = signal.Signals(-status).name
    return f"the note was ended by {name} ({signal.strsignal(-status)})"


class EndedNote:
    """Stands in for the runner.

    Parameters
    ----------
    source : str
        The path of the script.
    line : int
        Where the note was; 0 if it is not known.
    message : str
        How it ended.
    """

    def __init__(self, source: str, line: int, message: str) -> None:
        self.source = source
        self.line = line
        self.message = message

    def __call__(self, execute: Callable[[], object]) -> tuple[float, None]:
        """Execute nothing; raise in the cell that was being executed."""
        lines = lines_of(execute)
        if lines and self.line <= max(lines):
            code = code_that_raises(self.source, self.line or lines[0])
            execute_instead(execute, code, error=ProcessEndedError(self.message))
        return 0.0, None

    def scrape(
        self, block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
    ) -> str:
        """Draw nothing; sphinx-gallery wants a value of the last line."""
        script_vars["example_globals"].setdefault(LAST_VALUE, None)
        return ""

    @contextmanager
    def in_place_of_runner(self, conf: dict[str, Any]) -> Iterator[None]:
        """Change the settings of sphinx-gallery for a while."""
        changed = {
            "show_memory": self,
            "image_scrapers": (self.scrape,),
            "reset_modules": (),
        }
        before = {name: conf[name] for name in changed}
        conf.update(changed)
        try:
            yield
        finally:
            conf.update(before)
