"""Run each note from a clean state, within limits, and away from the work tree.

sphinx-gallery executes the notes. It offers two places to step in: the hook
``reset_modules`` around each note, and the callable ``show_memory``, which it asks to
execute each cell. :class:`NoteRunner` is both. What is printed goes to the page and to
the :class:`~syntax_notes.recorder.Recorder`.
"""

from __future__ import annotations

import ast
import contextlib
import faulthandler
import gc
import os
import re
import signal
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from .isolation import Baseline
from .left_behind import LeftBehind
from .note_errors import raise_at
from .recorder import SUFFIX, Recorder
from .results import RUNNING
from .streams import NoInput, PageOutput

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

# A note that does not stop when its time is up, since it hangs in a C function or
# catches everything, is given this many seconds more. Then the process ends.
GRACE = 15

MEMORY_SENTENCE = re.compile(r"^\*\*Estimated memory usage:\*\*.*\n", re.MULTILINE)


class NoteError(Exception):
    """A note did what a page cannot show; the message says what."""


class _TimeIsUp(BaseException):
    """Not an Exception, so that ``except Exception`` in a note lets it through."""


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
        self._before = LeftBehind()
        # Whether a thread of a note goes on, for which Python would wait.
        self.threads_left = False
        self._last = range(0)
        self.images: dict[Path, tuple[int, bytes]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what belongs to one process, for sphinx-gallery's workers."""
        state = self.__dict__.copy()
        state.update(_note=contextlib.ExitStack(), _before=LeftBehind())
        return state

    def reset(self, gallery_conf: dict[str, Any], fname: str, when: str) -> None:
        """Start (``when="before"``) or end a note: sphinx-gallery's reset hook."""
        if when == "after":
            # The mark of the running note goes last: it says that all is written.
            self.threads_left |= self._before.threads_go_on()
            self.recorder.finish()
            self._note.close()
            return
        self._note.close()
        gallery = Path(gallery_conf["src_dir"], gallery_conf["gallery_dirs"])
        # sphinx-gallery has copied the note there, and allows no name twice.
        copied = next(gallery.glob(f"*/{fname}"), None)
        self.recorder.start(copied and copied.with_suffix(SUFFIX))
        if copied is not None:
            self.images |= _remove_images(copied)
        Baseline.take().restore(self.recorder.device)
        # sphinx-gallery collects garbage after each note. What was there before it,
        # torch and Sphinx, need not be looked through each time.
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
            self._note.enter_context(_memory_limit(self.memory_limit))
        self._note.enter_context(warnings.catch_warnings())
        self._note.enter_context(_warnings_without_paths())
        self._deadline = time.monotonic() + self.time_limit
        self._note.enter_context(_end_after(self.time_limit + GRACE))
        self._before = LeftBehind.none_yet()
        self._note.callback(self._before.end)
        self._last = _last_statement(copied) if copied is not None else range(0)

    def __call__(self, execute: Callable[[], object]) -> tuple[float, None]:
        """Execute one cell: sphinx-gallery's hook to measure memory.

        Returns
        -------
        memory, result : float, None
            Nothing is measured: the memory is always 0.0.
        """
        if self.recorder.exception:
            return 0.0, None  # The last line of a cell that has failed, as it may.
        output = PageOutput(sys.stdout, self.output_limit)
        # As sphinx-gallery sets it; a note may change it.
        source = self.recorder.source or sys.argv[0]
        with (
            contextlib.chdir(self._working_directory),
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(output),
            _stdin(NoInput()),
            _time_limit(self._deadline - time.monotonic()),
        ):
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
                output.finish()
                self.recorder.keep_whole("".join(output.whole), output.is_cut)
                self.recorder.add("".join(output.shown))
        self._check_left_behind(execute, source)
        return 0.0, None

    def _check_left_behind(self, execute: Callable[[], object], source: str) -> None:
        """Raise at the end of a note that has left something running."""
        code = getattr(execute, "code", None)  # sphinx-gallery also asks without a cell
        lines = code.co_lines() if code is not None else ()
        if any(line in self._last for *_, line in lines):
            found = self._before.found()
            if found:
                message = f"the note ended, and left {', '.join(found)} running"
                raise_at(source, self._last.start, NoteError(message))

    def _explain(self, error: BaseException) -> str:
        if isinstance(error, _TimeIsUp):
            return f"the note ran for more than {self.time_limit} seconds"
        if isinstance(error, SystemExit):
            return f"the note ended the program: SystemExit({error.code!r})"
        return f"the note raised {type(error).__name__}: {error}"


def _last_statement(note: Path) -> range:
    """Return the lines of the last statement of a script."""
    try:
        last = ast.parse(note.read_text(encoding="utf-8")).body[-1]
    except (SyntaxError, IndexError):
        return range(0)  # It will not run.
    return range(last.lineno, (last.end_lineno or last.lineno) + 1)


def _remove_images(note: Path) -> dict[Path, tuple[int, bytes]]:
    """Remove what an earlier run of a note drew, and return it with its dates.

    sphinx-gallery keeps a thumbnail that is there already: that of a plot which the
    note no longer draws, or the one that says that the note is broken.
    """
    drawn = re.compile(rf"sphx_glr_{re.escape(note.stem)}_(\d+|thumb|card)\.")
    removed = {}
    for image in (note.parent / "images").rglob(f"sphx_glr_{note.stem}_*"):
        if drawn.match(image.name):
            removed[image] = (image.stat().st_mtime_ns, image.read_bytes())
            image.unlink()
    return removed


@contextlib.contextmanager
def _end_after(seconds: float) -> Iterator[None]:
    """End the process after ``seconds``, with a traceback of its threads."""
    stream = sys.__stderr__ or sys.stderr
    faulthandler.dump_traceback_later(seconds, exit=True, file=stream)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`_TimeIsUp` in the main thread after ``seconds``.

    Where there is no SIGALRM (Windows, or another thread), or where the signal is not
    heeded, :func:`_end_after` ends the process.
    """

    def on_alarm(signum: int, frame: FrameType | None) -> NoReturn:
        raise _TimeIsUp

    in_main_thread = threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "setitimer") or not in_main_thread:
        yield
        return
    before = signal.signal(signal.SIGALRM, on_alarm)
    # Repeated, since a note may catch the first one.
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _memory_limit(gibibytes: float) -> Iterator[None]:
    """Let allocations fail that go beyond what the process has now and so much more.

    The limit is one of addresses, of which drivers of accelerators reserve more than
    there is memory. Only Linux tells how many a process has.
    """
    in_use = Path("/proc/self/statm")
    if not in_use.exists():
        yield
        return
    import resource

    pages = int(in_use.read_text().split()[0])
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + int(gibibytes * 2**30)
    limits = [one for one in (wanted, before) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))


@contextlib.contextmanager
def _stdin(stream: TextIO) -> Iterator[None]:
    """Read from ``stream``; the standard library redirects output only."""
    before, sys.stdin = sys.stdin, stream
    try:
        yield
    finally:
        sys.stdin = before


@contextlib.contextmanager
def _warnings_without_paths() -> Iterator[None]:
    """Print a warning without the path and the line number of the file it is from."""

    def format_warning(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        line: str | None = None,
    ) -> str:
        return f"{category.__name__}: {message}\n"

    before = warnings.formatwarning
    warnings.formatwarning = format_warning
    try:
        yield
    finally:
        warnings.formatwarning = before


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Tell sphinx-gallery, which reads its settings next, how many processes to use."""
    config.sphinx_gallery_conf["parallel"] = config.notes_processes


def on_builder_inited(app: Sphinx) -> None:
    """Hand the runner to sphinx-gallery, whose own handlers run before and after."""
    running = Path(app.doctreedir, RUNNING)
    running.mkdir(exist_ok=True)
    for mark in running.iterdir():
        mark.unlink()
    runner = NoteRunner(
        Recorder(app.config.notes_device, app.config.notes_device_name),
        app.config.notes_time_limit,
        app.config.notes_output_limit,
        app.config.notes_memory_limit,
        running,
    )
    conf = app.config.sphinx_gallery_conf
    conf.update(
        show_memory=runner,
        # A recording has no pictures.
        image_scrapers=(
            runner.recorder.scrape,
            *(() if app.builder.name == "recordings" else conf["image_scrapers"]),
        ),
        reset_modules=(*conf["reset_modules"], runner.reset),
        reset_modules_order="both",
    )


def on_generated(app: Sphinx) -> None:
    """Date an image that was drawn as before to then: pages with it need no reading."""
    runner: NoteRunner = app.config.sphinx_gallery_conf["show_memory"]
    for image, (date, content) in runner.images.items():
        if image.exists() and image.read_bytes() == content:
            os.utime(image, ns=(date, date))


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """End, though a thread of a note goes on; Python would wait for it for ever."""
    conf = app.config
    if conf.notes_processes > 1 and not (conf.notes_cluster or conf.notes_generated):
        # Workers would stay for a while, and those in which a thread goes on for ever.
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor(reuse=True).shutdown(wait=True, kill_workers=True)
    runner: NoteRunner = app.config.sphinx_gallery_conf["show_memory"]
    if runner.threads_left:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(app.statuscode)


def on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take out the sentence that sphinx-gallery adds about memory, not measured."""
    source[0] = MEMORY_SENTENCE.sub("", source[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the limits and the runner."""
    app.add_config_value("notes_device", "cpu", "", types=str)
    app.add_config_value("notes_device_name", "", "", types=str)
    app.add_config_value("notes_time_limit", 60, "", types=int)
    app.add_config_value("notes_output_limit", 20_000, "", types=int)
    app.add_config_value("notes_memory_limit", 0, "", types=(int, float))
    app.add_config_value("notes_processes", 1, "", types=int)
    app.connect("config-inited", on_config_inited, priority=5)
    app.connect("builder-inited", on_builder_inited, priority=20)
    app.connect("builder-inited", on_generated, priority=510)
    app.connect("source-read", on_source_read)
    app.connect("build-finished", on_build_finished, priority=2000)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
