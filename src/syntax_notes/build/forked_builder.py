"""Build the pages in processes forked from one that has imported everything."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, NoReturn

from ..languages import Language
from ..notes import placement
from ..settings import options
from ..site import root_files
from .device_runs import Request, pages_folder, run_pages, site_address
from .lock import lock_folder
from .report import list_problems
from .sphinx_main import main
from .sphinx_process import end_group
from .system_errors import explain_error

MANY = 4  # so many notes are counted, not named


class ForkedBuilder:
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
        self.processes: list[ForkedProcess] = []
        method = "forkserver"
        forks = method in multiprocessing.get_all_start_methods()
        self.context: BaseContext = multiprocessing.get_context(
            method if forks else "spawn"
        )
        if forks:
            self.context.set_forkserver_preload([f"{__package__}.preload"])

    def build(self, written: Callable[[Language], object]) -> tuple[str, str]:
        """Build once; return what went wrong, if anything, and a line that sums up."""
        self.processes = []
        if wrong := "\n".join(placement.list_problems(self.root)):
            return wrong, wrong
        try:
            with lock_folder(self.root):
                return self._build(written)
        except EOFError:
            text = "The build did not start; its process has ended."
        except OSError as error:
            text = explain_error(error, self.root)
        return text, text

    def _build(self, written: Callable[[Language], object]) -> tuple[str, str]:
        run = run_pages(
            Request(self.root, {}), self.device, ["-q"], self.launch, written
        )
        if run.status:
            problems = list_problems(run)
            explained = run.warnings if run.warnings.strip() else "\n".join(problems)
            if run.results.failed:
                explained = "\n".join([*problems, run.warnings])
            problem = explained.replace(f"{self.root}{os.sep}", "").strip()
            return problem, "\n".join(problems)
        root_files.write_root_files(
            pages_folder(self.root, self.device), site_address(), self.made
        )
        passed = run.results.passed
        ran = ", ".join(passed) if len(passed) < MANY else f"{len(passed)} notes"
        return "", f"Built; ran {ran}." if ran else "Built."

    def launch(self, arguments: list[str], folder: Path, log: Path | None) -> Any:
        """Run Sphinx in a fork of the warm process."""
        process = ForkedProcess.start(self.context, arguments, folder, log)
        self.processes.append(process)
        return process

    def stop(self) -> None:
        """Leave no process behind."""
        for process in self.processes:
            process.terminate()
        self.processes = []


@dataclass
class ForkedProcess:
    """Sphinx, in a process group of its own, so that all a note starts ends with it."""

    process: Any  # What a context makes depends on the system.

    @classmethod
    def start(
        cls, context: BaseContext, arguments: list[str], folder: Path, log: Path | None
    ) -> ForkedProcess:
        """Start it."""
        process = context.Process(  # type: ignore[attr-defined]
            target=_run_sphinx, args=(arguments, str(folder), log and str(log))
        )
        process.start()
        return cls(process)

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
        end_group(self.process.pid, self.process.join)


def _run_sphinx(arguments: list[str], folder: str, log: str | None) -> NoReturn:
    """Be the process that runs Sphinx."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    os.chdir(folder)
    if log is not None:
        with open(log, "wb") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
    parent = options({"parent": os.getppid()})
    sys.exit(main([*parent, *arguments]))
