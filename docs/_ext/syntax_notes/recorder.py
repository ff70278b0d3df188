"""Collect what each cell prints while sphinx-gallery runs a note, and keep it.

:class:`~syntax_notes.running.NoteRunner` hands over what was printed;
sphinx-gallery calls :meth:`Recorder.scrape` after each cell, as it does for every image
scraper. What is kept lies beside the page that the same run made:
``<gallery>/<topic>/<note>.recording.json``.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import declared, devices, recordings
from .note_errors import raise_at
from .recordings import Cell, Environment, Recording
from .streams import printable

if TYPE_CHECKING:
    from sphinx_gallery.py_source_parser import Block

SUFFIX = ".recording.json"


class NotRaised(Exception):
    """A cell was declared to fail on this device, and it did not."""


class Recorder:
    """Records one note after the other.

    Parameters
    ----------
    device : str
        The type of the device, such as ``"cuda"``.
    name : str
        The full name of the device; empty to ask the device.
    """

    def __init__(self, device: str, name: str) -> None:
        self.device = device
        self.name = name
        self.start()

    def start(self) -> None:
        """Begin a note."""
        self.cells: list[Cell] = []
        self.path: Path | None = None
        self._begin_cell()

    def _begin_cell(self) -> None:
        self.stdout: list[str] = []
        self.exception = ""

    def add(self, printed: str) -> None:
        """Take what was printed; a cell may print in two parts."""
        self.stdout.append(printed)

    def expects(self, error: Exception) -> bool:
        """Tell whether the cell that raised declares to fail on this device.

        Then the note goes on with its next cell, and the exception is on record.
        """
        source = sys.argv[0]  # As sphinx-gallery sets it while it runs a note.
        line = _line_of(error, source)
        if not line or not declared.reason_to_fail(Path(source), line, self.device):
            return False
        named = type(error).__name__
        self.exception = printable(f"{named}: {error}" if str(error) else named)
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
        self.path = Path(script_vars["target_file"]).with_suffix(SUFFIX)
        code = recordings.code_alone(block.content)
        if "formatted_exception" in script_vars:
            self.path = None  # The note has failed: there is nothing to keep.
        elif code:
            names = script_vars["example_globals"]
            if self.exception:
                names["___"] = None  # sphinx-gallery wants the value of the last line.
            last = _last_value(block.content, names, _shown(script_vars, gallery_conf))
            stdout = "".join(self.stdout)
            self.cells.append(Cell(code, stdout, last, self.exception))
            self._check_declared(block, script_vars["src_file"])
        self._begin_cell()
        return ""

    def _check_declared(self, block: Block, source: str) -> None:
        try:
            cell = declared.of_cell(block.content, block.lineno)
            if self.device in cell.fails_on and not self.exception:
                raise NotRaised(
                    f"the cell is declared to fail on {self.device}, and it passed"
                )
        except (declared.DeclarationError, NotRaised) as error:
            self.path = None
            raise_at(source, block.lineno, error)

    def finish(self) -> None:
        """End a note: keep its recording, with its old date if nothing else changed."""
        if self.path is None or not self.cells:
            return
        name = self.name or devices.full_name(self.device)
        here = Environment.here(self.device, name)
        recording = Recording(here, tuple(self.cells))
        earlier = recordings.read_if_sound(self.path, self.device)
        recording.unless_only_the_date_differs(earlier).write(self.path)


def _line_of(error: BaseException, source: str) -> int:
    """Return the line of a note in which an error came up; 0 if in none."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == source:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _shown(script_vars: dict[str, Any], gallery_conf: dict[str, Any]) -> Any:
    """Return the methods that make a value text, as the settings of a note say."""
    return script_vars["file_conf"].get("capture_repr", gallery_conf["capture_repr"])


def _last_value(code: str, names: dict[str, Any], methods: tuple[str, ...]) -> str:
    """Return the value of a cell's last line as text, if it is to be shown."""
    methods = tuple(name for name in methods if name in ("__repr__", "__str__"))
    body = ast.parse(code).body if methods else []
    value = names.get("___")
    if not body or not isinstance(body[-1], ast.Expr) or value is None:
        return ""
    return printable(str(getattr(value, methods[0])()))
