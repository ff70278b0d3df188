"""Collect what each cell prints while sphinx-gallery runs a note, and keep it.

:class:`~syntax_notes.running.runner.NoteRunner` hands over what was printed;
sphinx-gallery calls :meth:`Recorder.scrape` after each cell, as it does for every image
scraper. What is kept lies beside the page that the same run made:
``<gallery>/<topic>/<note>.recording.json``.
"""

from __future__ import annotations

import functools
import glob
import sys
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

from ..adapters.sphinx_gallery import FAILED, LAST_VALUE
from ..backend import Backend
from ..notes import declarations
from ..notes.comment_stripping import strip_comments
from ..notes.error_place import DECLARED_FAILURE, raise_at
from ..places import is_among, is_meant, short_version
from ..recordings import recording_files
from ..recordings.recording import Cell, Environment, Recording
from .claims import hold
from .exception_text import with_name
from .going_on import GoingOn
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
    supported : str
        The releases on which a note has to pass; empty for all. On another one it goes
        on after a cell that fails.
    """

    def __init__(
        self, backend: Backend, device: str, name: str, supported: str = ""
    ) -> None:
        self.backend = backend
        self.device = device
        self.name = name
        self.supported = supported
        self.start(NoteOutput(0))

    @functools.cached_property
    def versions(self) -> dict[str, str]:
        """What is installed, by package."""
        return self.backend.versions()

    @functools.cached_property
    def has_to_pass(self) -> bool:
        """Whether the notes have to pass on the release that is installed."""
        release = short_version(self.versions[self.backend.subject])
        return not self.supported or is_among(release, self.supported)

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
        # Whether the present cell has ended before its last statement.
        self.has_stopped = False
        self.going_on: GoingOn | None = None

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

    def expects(self, error: Exception, last: int) -> CodeType | None:
        """Tell whether a cell that raised may fail here, and what is to run next.

        Then the note goes on, and the exception is on record.

        Parameters
        ----------
        error : Exception
            What was raised.
        last : int
            The last line of what was being executed.

        Returns
        -------
        code or None
            The rest of the cell; None for its end.

        Raises
        ------
        Exception
            The error, if the cell may not fail.
        """
        line = _line_of(error, self.source_of_note())
        if not line:
            raise error
        if not self.has_to_pass:
            described = self._going_on().describe(error, self.output.limit)
            self.exception = self.exception or described
            rest = self._going_on().rest(line, last)
            self.has_stopped = rest is None
            return rest
        source = Path(self.source)
        if not declarations.may_fail(source, line, self.device, self.versions):
            raise error
        self.exception = with_name(error, self.output.limit)
        self.has_stopped = True
        return None

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
            if self.has_stopped:
                # sphinx-gallery wants the value of the last line.
                names[LAST_VALUE] = None
            last = last_value(block, script_vars, gallery_conf)
            stdout = "".join(self.output.shown)
            self._keep_whole()
            after, missing = None, frozenset[str]()
            if not self.has_to_pass:
                after = self._going_on().end_cell(len(self.cells), code)
                missing = self._going_on().lost
            says = self._declared(block, script_vars["src_file"])
            held = hold(says.claim, names, missing)
            claims = tuple(sorted({*zip(says.claim, held, strict=True)}))
            cell = Cell(code, stdout, last, self.exception, after, claims)
            self.cells.append(cell)
        self.output.begin_cell()
        self.exception = ""
        self.has_stopped = False
        return ""

    def _going_on(self) -> GoingOn:
        self.going_on = self.going_on or GoingOn(self.source_of_note())
        return self.going_on

    def _declared(self, block: Block, source: str) -> declarations.Declared:
        """Return what a cell says of devices and releases, if it is so here."""
        try:
            cell = declarations.of_cell(block.content, block.lineno)
            if self.exception or not self.has_to_pass:
                return cell
            if cell.why_fails(self.device, self.versions):
                where = ", ".join(
                    text
                    for text in cell.fails_on
                    if is_meant(text, self.device, self.versions)
                )
                raise NotRaised(f"the cell is declared to fail on {where}, and passed")
        except (declarations.DeclarationError, NotRaised) as error:
            raise_at(source, block.lineno, error)
        return cell

    def finish(self) -> None:
        """End a note: keep its recording, with its old date if nothing else changed."""
        failed = FAILED in self.script_vars
        self.script_vars = {}  # They cannot be pickled, as Sphinx does with settings.
        if self.path is None or failed:
            return
        name = self.name or self.backend.device_name(self.device)
        here = Environment.here(self.device, name, self.versions)
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
