"""Build the site at every change of a file, and show it in the browser by itself.

A process that has imported torch, Sphinx and the extensions, and done nothing else, is
forked for each build. Where a process cannot be forked, each build is a new one. The
pages are served where Sphinx writes them; the site of the last good ``nox -s docs``
stays as it is. When an extension changes, all of this starts again, on the same port.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from multiprocessing.context import BaseContext
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from watchfiles import DefaultFilter, watch

from . import build, runs, sitemap
from .languages import Language
from .live_server import Server, Site

PORT = 8000
EXTENSIONS = Path(__file__).parent
# A folder is watched with what is in it; of the root itself, these.
FOLDERS = ("docs", "examples", "recordings")
FILES = ("conf.py", "CHANGELOG.md", "CONTRIBUTING.md")
MANY = 4  # so many notes are counted, not named
GRACE = 0.2  # seconds to end in, when asked to
SETTLED = 0.03  # seconds since a file was saved; shorter than watchfiles takes to tell
PATIENCE = 2.0  # seconds to wait for that


def serve(root: Path, device: str, port: int | None, show: bool) -> int:
    """Build, serve, and build again at every change, until interrupted.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    device : str
        Where the notes run.
    port : int, optional
        The port to serve on, if it is free.
    show : bool
        Whether to open the site in a browser.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    work = runs.pages_folder(root, device)
    made = work.parent / "root"
    site = Site([made, root / build.ROOT_FILES, work])
    changes = _watch(root)
    builder = _Builder(root, device, made)
    server = Server(site, port or PORT)
    print(f"Serving on {server.address} (Ctrl+C ends it).", flush=True)
    try:
        changed: set[Path] = set()
        while True:
            extensions = [path for path in changed if path.is_relative_to(EXTENSIONS)]
            if wrong := _syntax_errors(extensions):
                print(wrong, flush=True)
                site.complain(wrong)
                changed = _all_of(changes)
                continue
            if extensions:
                builder.stop()
                server.server_close()
                _start_again(server.server_port)
            began = time.monotonic()
            problem, summary = builder.build(lambda one: site.announce(one.folder))
            site.complain(problem)
            took = time.monotonic() - began
            print(f"{time.strftime('%H:%M:%S')} {summary} ({took:.1f} s)", flush=True)
            if show:
                webbrowser.open(server.address)
                show = False
            changed = _all_of(changes)
    except KeyboardInterrupt:
        return 0
    finally:
        builder.stop()


def _interrupt(signum: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _all_of(changes: queue.Queue[set[Path]]) -> set[Path]:
    """Wait for a change, and return it with all that came since.

    A file that is being saved again and again is left in peace for a while: a build
    might read it when half of it is written.
    """
    changed = changes.get()
    until = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(queue.Empty):
            while True:
                changed |= changes.get_nowait()
        if time.monotonic() > until or not any(map(_was_just_saved, changed)):
            return changed
        time.sleep(SETTLED)


def _was_just_saved(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) < SETTLED
    except FileNotFoundError:
        return False


def _syntax_errors(modules: list[Path]) -> str:
    """Say what would keep a new process from starting."""
    wrong = []
    for module in modules:
        try:
            if module.suffix == ".py" and module.exists():
                compile(module.read_bytes(), str(module), "exec")
        except SyntaxError as error:
            wrong.append(f"{module.name}:{error.lineno}: SyntaxError: {error.msg}")
    return "\n".join(wrong)


def _start_again(port: int) -> NoReturn:
    """Become a new process with new extensions; the browser has the page open."""
    print("An extension has changed: starting again.", flush=True)
    command = [sys.executable, "-m", "syntax_notes", "serve", *sys.argv[2:]]
    os.execv(sys.executable, [*command, "--port", str(port), "--no-open"])


class _Builder:
    """Builds the pages with processes that are forked from a warm one.

    Parameters
    ----------
    root, made : pathlib.Path
        The folder of conf.py, and where the files at the root of the site go.
    device : str
        Where the notes run.
    """

    def __init__(self, root: Path, device: str, made: Path) -> None:
        self.root = root
        self.device = device
        self.made = made
        self.running: list[_Process] = []
        method = "forkserver"
        forks = method in multiprocessing.get_all_start_methods()
        self.context: BaseContext = multiprocessing.get_context(
            method if forks else "spawn"
        )
        if forks:
            self.context.set_forkserver_preload([f"{__package__}.warm"])

    def build(self, written: Callable[[Language], object]) -> tuple[str, str]:
        """Build once; return what went wrong, if anything, and a line that sums up."""
        self.running = []
        with build.alone(self.root):
            try:
                run = runs.run_pages(
                    self.root, self.device, ["-q"], self.launch, written
                )
            except (EOFError, OSError) as error:
                return f"The build did not start: {error!r}", "The build did not start."
        if run.status:
            explained = [*build.problems(run), run.warnings]
            problem = "\n".join(explained).replace(f"{self.root}{os.sep}", "").strip()
            return problem, "\n".join(build.problems(run))
        sitemap.write_root_files(
            runs.pages_folder(self.root, self.device), runs.site_address(), self.made
        )
        passed = run.results.passed
        ran = ", ".join(passed) if len(passed) < MANY else f"{len(passed)} notes"
        return "", f"Built; ran {ran}." if ran else "Built."

    def launch(self, arguments: list[str], folder: Path, log: Path | None) -> Any:
        """Run Sphinx in a fork of the warm process."""
        process = _Process(self.context, arguments, folder, log)
        self.running.append(process)
        return process

    def stop(self) -> None:
        """Leave no process behind."""
        for process in self.running:
            process.terminate()


class _Process:
    """Sphinx, in a process group of its own, so that all a note starts ends with it."""

    def __init__(
        self, context: BaseContext, arguments: list[str], folder: Path, log: Path | None
    ) -> None:
        # Not of mypy's: what a context has depends on the system.
        self.process = context.Process(  # type: ignore[attr-defined]
            target=_run_sphinx, args=(arguments, str(folder), log and str(log))
        )
        self.process.start()

    def poll(self) -> int | None:
        """Return the exit status, or None while it runs."""
        status: int | None = self.process.exitcode
        return status

    def wait(self) -> int:
        """Wait for the end, and return the exit status."""
        self.process.join()
        return int(self.process.exitcode)

    def terminate(self) -> None:
        """End it and its group."""
        signals = [signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM)]
        for number in signals:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if hasattr(os, "killpg"):
                    os.killpg(self.process.pid, number)
                else:
                    self.process.terminate()
            self.process.join(GRACE)


def _run_sphinx(arguments: list[str], folder: str, log: str | None) -> NoReturn:
    """Be the process that runs Sphinx."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    os.chdir(folder)
    if log is not None:
        with open(log, "wb") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
    from sphinx.cmd.build import main

    sys.exit(main(arguments))


class _Sources(DefaultFilter):
    """Lets through what a build reads, and nothing that it writes."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.generated = root / "docs" / "notes"

    def __call__(self, change: Any, path: str) -> bool:
        """Tell whether a change matters."""
        return (
            super().__call__(change, path)
            and not path.endswith(".mo")
            and not Path(path).is_relative_to(self.generated)
        )


def _watch(root: Path) -> queue.Queue[set[Path]]:
    """Watch the sources, and return where their changes arrive."""
    changes: queue.Queue[set[Path]] = queue.Queue()

    def listen(found: Iterator[set[tuple[Any, str]]], names: tuple[str, ...]) -> None:
        for some in found:
            paths = {Path(path) for _, path in some}
            if names:
                paths = {path for path in paths if path.name in names}
            if paths:
                changes.put(paths)

    sources = _Sources(root)
    folders = [root / name for name in FOLDERS if (root / name).exists()]
    below = watch(*folders, watch_filter=sources, raise_interrupt=False)
    beside = watch(root, watch_filter=sources, recursive=False, raise_interrupt=False)
    for found, names in ((below, ()), (beside, FILES)):
        threading.Thread(target=listen, args=(found, names), daemon=True).start()
    return changes
