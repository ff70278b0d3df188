"""Run each note from a clean state, within limits, and away from the work tree.

sphinx-gallery executes the notes. It offers two places to step in: the hook
``reset_modules`` around each note, and the callable ``show_memory``, which it asks to
execute each cell. :class:`NoteRunner` is both. What is printed goes to the page and to
the :class:`~syntax_notes.running.recorder.Recorder`.
"""

from __future__ import annotations

import contextlib
import gc
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..adapters.sphinx_gallery import lines_of
from ..notes.error_place import raise_at
from ..notes.note_files import script_called
from .descriptors import captured_descriptors
from .isolation import Baseline
from .leftovers import Leftovers
from .logging_state import plain_logging
from .memory_limit import memory_limit
from .note_output import NoteOutput
from .old_images import OldImages
from .recorder import SUFFIX, Recorder
from .statements import last_statement
from .streams import NoInput, replace_stdin, warnings_without_paths
from .time_limit import GRACE, TimeIsUp, end_after, time_limit


class NoteError(Exception):
    """A note did what a page cannot show; the message says what."""


class NoteRunner:
    """Runs the notes of one build.

    Parameters
    ----------
    recorder : Recorder
        Takes what is printed. Its device is the default device of the notes.
    time_limit : int
        Seconds that one note may take.
    output_limit : int
        Characters that one cell may print; what goes beyond is cut off.
    memory_limit : float
        GiB that a note may use on the CPU; 0 for as much as there is.
    running : pathlib.Path
        A folder that holds a file with the name of each note that is running, for
        whoever finds that the build was killed.
    """

    def __init__(
        self,
        recorder: Recorder,
        time_limit: int,
        output_limit: int,
        memory_limit: float,
        running: Path,
    ) -> None:
        self.recorder = recorder
        self.time_limit = time_limit
        self.output_limit = output_limit
        self.memory_limit = memory_limit
        self.running = running
        self._note = contextlib.ExitStack()
        self._working_directory = "."
        self._deadline = 0.0
        self._leftovers = Leftovers()
        # Whether a thread of a note goes on, for which Python would wait.
        self.threads_left = False
        self._last = range(0)
        self.images = OldImages()

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what belongs to one process, for sphinx-gallery's workers."""
        state = self.__dict__.copy()
        state.update(_note=contextlib.ExitStack(), _leftovers=Leftovers(), _output=None)
        return state

    def reset(self, gallery_conf: dict[str, Any], fname: str, when: str) -> None:
        """Start (``when="before"``) or end a note: sphinx-gallery's reset hook."""
        if when == "after":
            # The mark of the running note goes last: it says that all is written.
            self.threads_left |= self._leftovers.threads_go_on()
            self.recorder.finish()
            self._note.close()
            return
        self._note.close()
        copied = script_called(fname, gallery_conf)
        output = NoteOutput(self.output_limit)
        self.recorder.start(output, copied and copied.with_suffix(SUFFIX))
        if copied is not None:
            self.images.remove(copied)
        Baseline.take(self.recorder.backend).restore(self.recorder.device)
        # sphinx-gallery collects garbage after each note. What was there before it,
        # libraries and Sphinx, need not be looked through each time.
        gc.freeze()
        mark = self.running / fname
        mark.touch()
        self._note.callback(mark.unlink, missing_ok=True)
        self._working_directory = self._note.enter_context(
            tempfile.TemporaryDirectory(
                prefix="syntax-notes-", ignore_cleanup_errors=True
            )
        )
        if self.memory_limit and self.recorder.device == "cpu":
            self._note.enter_context(memory_limit(self.memory_limit))
        self._note.enter_context(plain_logging())
        self._note.enter_context(warnings.catch_warnings())
        self._note.enter_context(warnings_without_paths())
        self._deadline = time.monotonic() + self.time_limit
        self._note.enter_context(end_after(self.time_limit + GRACE))
        self._leftovers = Leftovers.none_yet(self.recorder.backend.helpers)
        self._note.callback(self._leftovers.end)
        self._last = last_statement(copied) if copied is not None else range(0)

    def __call__(self, execute: Callable[[], object]) -> tuple[float, None]:
        """Execute one cell: sphinx-gallery's hook to measure memory.

        Returns
        -------
        memory, result : float, None
            Nothing is measured: the memory is always 0.0.
        """
        if self.recorder.exception:
            return 0.0, None  # The last line of a cell that has failed, as it may.
        output = self.recorder.output
        source = self.recorder.source_of_note()
        page = sys.stdout
        with (
            contextlib.chdir(self._working_directory),
            captured_descriptors(output.take) as drain,
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(output),
            replace_stdin(NoInput()),
            time_limit(self._deadline - time.monotonic()),
        ):
            output.begin_part(page, drain)
            try:
                execute()
            except KeyboardInterrupt:
                raise
            except Exception as error:
                if not self.recorder.expects(error):
                    raise
            except BaseException as error:
                # Anything else passes through sphinx-gallery and ends the build, for
                # SystemExit(0) as if all were well. The traceback of the note is kept:
                # it holds the line.
                message = self._explain(error)
                raise NoteError(message).with_traceback(error.__traceback__) from None
            finally:
                output.end_part()
        self._check_left_behind(execute, source)
        return 0.0, None

    def _check_left_behind(self, execute: Callable[[], object], source: str) -> None:
        """Raise at the end of a note that has left something running."""
        if any(line in self._last for line in lines_of(execute)):
            running = self._leftovers.list_running()
            if running:
                message = f"the note ended, and left {', '.join(running)} running"
                raise_at(source, self._last.start, NoteError(message))

    def _explain(self, error: BaseException) -> str:
        if isinstance(error, TimeIsUp):
            return f"the note ran for more than {self.time_limit} seconds"
        if isinstance(error, SystemExit):
            return f"the note ended the program: SystemExit({error.code!r})"
        return f"the note raised {type(error).__name__}: {error}"
