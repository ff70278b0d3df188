"""Collect what each cell prints while sphinx-gallery runs a note, and keep it.

:class:`~syntax_notes.running.runner.NoteRunner` hands over what was printed;
sphinx-gallery calls :meth:`Recorder.scrape` after each cell, as it does for every image
scraper. What is kept lies beside the page that the same run made:
``<gallery>/<topic>/<note>.recording.json``.
"""

from __future__ import annotations

import glob
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..adapters.sphinx_gallery import FAILED, LAST_VALUE
from ..backend import Backend
from ..notes import declarations
from ..notes.comment_stripping import strip_comments
from ..notes.error_place import DECLARED_FAILURE, raise_at
from ..recordings import recording_files
from ..recordings.recording import Cell, Environment, Recording
from .exception_text import with_name
from .last_value import last_value
from .note_output import NoteOutput

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block

SUFFIX = ".recording.json"
# Beside it, for a cell whose output is cut on the page: all that it printed.
WHOLE = "{}.cell-{}.txt"


class NotRaised(Exception):
    """A cell was declared to fail on this device, and it did not."""


class Recorder:
    """Records one note after the other.

    Parameters
    ----------
    backend : Backend
        Says what a device calls itself, and which versions there are.
    device : str
        The type of the device, such as ``"cuda"``.
    name : str
        The full name of the device; empty to ask the device.
    """

    def __init__(self, backend: Backend, device: str, name: str) -> None:
        self.backend = backend
        self.device = device
        self.name = name
        self.start(NoteOutput(0))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what belongs to one process, for one that is not forked."""
        return self.__dict__ | {"output": None}

    def start(self, output: NoteOutput, path: Path | None = None) -> None:
        """Begin a note.

        Parameters
        ----------
        output : NoteOutput
            What the note writes to.
        path : pathlib.Path, optional
            The file that the recording is to be kept in.
        """
        self.output = output
        self.path = path
        if path is not None:
            note = glob.escape(path.name.removesuffix(SUFFIX))
            for kept in path.parent.glob(WHOLE.format(note, "*")):
                kept.unlink()
        self.source = ""
        self.cells: list[Cell] = []
        # As sphinx-gallery hands them to scrapers; they tell whether the note failed.
        self.script_vars: dict[str, Any] = {}
        self.exception = ""

    def source_of_note(self) -> str:
        """Return the path of the script, as sphinx-gallery sets it at first."""
        self.source = self.source or sys.argv[0]  # A note may change it.
        return self.source

    def _keep_whole(self) -> None:
        """Keep in a file what the cell printed, if its page shows less of it."""
        if self.path is not None and self.output.is_cut:
            note = self.path.name.removesuffix(SUFFIX)
            path = self.path.with_name(WHOLE.format(note, len(self.cells)))
            whole = "".join(self.output.whole)
            path.write_text(whole, encoding="utf-8", newline="\n")

    def expects(self, error: Exception) -> bool:
        """Tell whether the cell that raised declares to fail on this device.

        Then the note goes on with its next cell, and the exception is on record.
        """
        line = _line_of(error, self.source_of_note())
        if not line or not declarations.reason_to_fail(
            Path(self.source), line, self.device
        ):
            return False
        self.exception = with_name(error, self.output.limit)
        return True

    def scrape(
        self, block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
    ) -> str:
        """End a cell: sphinx-gallery's hook for image scrapers.

        Returns
        -------
        str
            Nothing is added to the page here.
        """
        self.script_vars = script_vars
        self.output.end_cell()
        script_vars.pop(DECLARED_FAILURE, None)
        code = strip_comments(block.content)
        if code and FAILED not in script_vars:
            names = script_vars["example_globals"]
            if self.exception:
                script_vars[DECLARED_FAILURE] = True
                names[LAST_VALUE] = (
                    None  # sphinx-gallery wants the value of the last line.
                )
            last = last_value(block, script_vars, gallery_conf)
            stdout = "".join(self.output.shown)
            self._keep_whole()
            self.cells.append(Cell(code, stdout, last, self.exception))
            self._check_declared(block, script_vars["src_file"])
        self.output.begin_cell()
        self.exception = ""
        return ""

    def _check_declared(self, block: Block, source: str) -> None:
        try:
            cell = declarations.of_cell(block.content, block.lineno)
            if self.device in cell.fails_on and not self.exception:
                raise NotRaised(
                    f"the cell is declared to fail on {self.device}, and it passed"
                )
        except (declarations.DeclarationError, NotRaised) as error:
            raise_at(source, block.lineno, error)

    def finish(self) -> None:
        """End a note: keep its recording, with its old date if nothing else changed."""
        failed = FAILED in self.script_vars
        self.script_vars = {}  # They cannot be pickled, as Sphinx does with settings.
        if self.path is None or failed:
            return
        name = self.name or self.backend.device_name(self.device)
        here = Environment.here(self.device, name, self.backend.versions())
        recording = Recording(here, tuple(self.cells))
        earlier = recording_files.read_if_sound(self.path, self.device)
        kept = recording.unless_only_the_date_differs(earlier)
        recording_files.write(kept, self.path)


def _line_of(error: BaseException, source: str) -> int:
    """Return the line of the cell in which an error came up; 0 if in none.

    That is the outermost one: a function of an earlier cell may have raised.
    """
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == source:
            return trace.tb_lineno
        trace = trace.tb_next
    return 0
