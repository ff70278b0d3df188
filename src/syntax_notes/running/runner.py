"""Run each cell of a note: captured, recorded, and away from the work tree.

sphinx-gallery executes the notes, each in a process of its own
(:mod:`syntax_notes.running.note_pool`). It offers two places to step in: the hook
``reset_modules`` around each note, and the callable ``show_memory``, which it asks to
execute each cell. :class:`NoteRunner` is both. What is printed goes to the page and to
the :class:`~syntax_notes.running.recorder.Recorder`.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..adapters.gallery_runs import lines_of, main_module, set_code
from ..notes.error_place import raise_at
from ..notes.note_files import original_of, script_called
from . import interpreter_exit
from .descriptors import DescriptorOutput
from .exception_text import plain, text_of, with_name
from .exchange import Exchange
from .fresh_state import begin_module_path
from .leftovers import list_running
from .memory_limit import limit_memory
from .note_output import NoteOutput
from .old_images import OldImages
from .recorder import SUFFIX, Recorder
from .statements import last_statement
from .streams import NoInput, replace_stdin
from .write_guard import WriteGuard

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block


class NoteError(Exception):
    """A note did what a page cannot show; the message says what."""


class NoteRunner:
    """Runs one note, in the process that is for it alone.

    Parameters
    ----------
    recorder : Recorder
        Takes what is printed. Its device is the default device of the notes.
    output_limit : int
        Characters that one cell may print; what goes beyond is cut off.
    memory_limit : float
        GiB that a note may use on the CPU; 0 for as much as there is.
    project : list of pathlib.Path
        The folders in which a note may not write.
    """

    def __init__(
        self,
        recorder: Recorder,
        output_limit: int,
        memory_limit: float,
        project: list[Path],
    ) -> None:
        self.recorder = recorder
        self.output_limit = output_limit
        self.memory_limit = memory_limit
        self.project = project
        self._images = OldImages()
        self._process = 0

    def reset(self, gallery_conf: dict[str, Any], fname: str, when: str) -> None:
        """Start (``when="before"``) or end a note: sphinx-gallery's reset hook."""
        if when == "after":
            self.recorder.finish()
            self._images.date_back()
            return
        assert Exchange.here is not None, "a note runs in a process of its own"
        self._exchange = Exchange.here
        self._process = os.getpid()
        copied = script_called(fname, gallery_conf)
        if copied is not None:
            begin_module_path(original_of(copied, gallery_conf))
        output = NoteOutput(self.output_limit)
        self.recorder.start(output, copied and copied.with_suffix(SUFFIX))
        if copied is not None:
            self._images.remove(copied)
        self._last = last_statement(copied) if copied is not None else range(0)
        self._working_directory = str(self._exchange.work)
        self._umask = os.umask(0o77)
        os.umask(self._umask)
        self.recorder.backend.prepare(self.recorder.device)
        interpreter_exit.forget_exit_functions()
        self._descriptors = DescriptorOutput(self._exchange.output)
        self._guard = WriteGuard(self.project)
        if self.memory_limit and self.recorder.device == "cpu":
            limit_memory(self.memory_limit)

    def __call__(self, execute: Callable[[], object]) -> tuple[float, None]:
        """Execute one cell: sphinx-gallery's hook to measure memory.

        Returns
        -------
        memory, result : float, None
            Nothing is measured: the memory is always 0.0.
        """
        if self.recorder.has_stopped:
            return 0.0, None  # The last line of a cell that has failed, as it may.
        output = self.recorder.output
        source = self.recorder.source_of_note()
        lines = lines_of(execute)
        if lines:
            self._exchange.set_place(lines[0])
        _be_the_script(execute, source)
        page = sys.stdout
        with (
            self._in_working_directory(),
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(output),
            replace_stdin(NoInput()),
        ):
            output.begin_part(page, lambda: output.take(self._descriptors.take()))
            try:
                self._guard.is_on = True
                self._execute(execute, lines)
                if any(line in self._last for line in lines):
                    self._end_script(source)
            except Exception as error:
                raise plain(error, self.output_limit) from None
            except BaseException as error:
                # Anything else passes through sphinx-gallery. The traceback of the note
                # is kept: it holds the line.
                message = _explain(error, self.output_limit)
                raise NoteError(message).with_traceback(error.__traceback__) from None
            finally:
                self._guard.is_on = False
                self._descriptors.flush()
                if sys.exception() is not None:
                    self._leave_if_forked()
                output.end_part()
        return 0.0, None

    def _execute(self, execute: Callable[[], object], lines: list[int]) -> None:
        """Execute the code of a cell, and what is left of it after it failed."""
        while True:
            try:
                execute()
                return
            except Exception as error:
                rest = self.recorder.expects(error, max(lines, default=0))
            if rest is None:
                return
            set_code(execute, rest)

    def scrape(
        self, block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
    ) -> str:
        """End a cell: sphinx-gallery's hook for image scrapers."""
        self._leave_if_forked()
        return self.recorder.scrape(block, script_vars, gallery_conf)

    def _leave_if_forked(self) -> None:
        """End a process that the note has forked: the page is for the first one."""
        if os.getpid() != self._process:
            error = sys.exception()
            if error is not None and not isinstance(error.__context__, SystemExit):
                sys.excepthook(type(error), error, error.__traceback__)
                self._descriptors.flush()
            os._exit(error is not None)

    @contextlib.contextmanager
    def _in_working_directory(self) -> Any:
        """Be where the last cell was; a note may have removed that folder."""
        before = os.getcwd()
        Path(self._working_directory).mkdir(parents=True, exist_ok=True)
        os.chdir(self._working_directory)
        # That of a note is not for the files of its page.
        umask = os.umask(self._umask)
        try:
            yield
        finally:
            self._umask = os.umask(umask)
            with contextlib.suppress(FileNotFoundError):
                self._working_directory = os.getcwd()
            os.chdir(before)

    def _end_script(self, source: str) -> None:
        """Do what Python does at the end of a script; raise if something goes on."""
        interpreter_exit.end_executors()
        if running := list_running(self.recorder.backend.helpers):
            message = f"the note ended, and left {', '.join(running)} running"
            raise_at(source, self._last.start, NoteError(message))
        interpreter_exit.call_exit_functions()


def _be_the_script(execute: Callable[[], object], source: str) -> None:
    """Have the main module be a script, which the processes it starts can import."""
    main = main_module(execute)
    if main is not None:
        main.__file__ = source
        main.__spec__ = None


def _explain(error: BaseException, limit: int) -> str:
    if isinstance(error, SystemExit):
        code = text_of(error.code, repr)
        return f"the note ended the program: SystemExit({code})"
    return f"the note raised {with_name(error, limit)}"
