"""Sphinx in a process of its own, which a note may bring down."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..backends.pytorch import devices
from ..marks import PLACES, PRUNED, WRITTEN
from ..running.results import Results, all_passed
from ..running.terminal import SEQUENCE
from ..settings import Changed, options

POLL = 0.02  # seconds between two looks at a process
GRACE = 0.5  # seconds to end in, when asked to
# The module that runs Sphinx.
MAIN = f"{__package__}.sphinx_main"
# What a message tells readers of the terminal to type.
RECORD_COMMAND = "nox -s record -- --device {device} {note}"


class Process(Protocol):
    """What is asked of a process that runs Sphinx."""

    def poll(self) -> int | None:
        """Return the exit status, or None while it runs."""

    def wait(self) -> int:
        """Wait for the end, and return the exit status."""

    def terminate(self) -> None:
        """End it."""


# Runs Sphinx with arguments, in a folder; what it prints goes to a file, if one is
# given.
Launch = Callable[[list[str], Path, Path | None], Process]


class NewProcess(subprocess.Popen[bytes]):
    """Sphinx in a new Python, in a process group of its own."""

    def terminate(self) -> None:
        """End it and its group."""
        end_group(self.pid, self._ends)

    def _ends(self, seconds: float) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(seconds)


def launch(arguments: list[str], folder: Path, log: Path | None) -> Process:
    """Run Sphinx in a new Python, which ends with this one.

    Ctrl+C in the terminal reaches this process alone, which then ends the other.
    """
    command = [sys.executable, "-m", MAIN, *options({"parent": os.getpid()})]
    with open(log or os.devnull, "wb") as stream, _no_interruption():
        return NewProcess(
            [*command, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stream if log else None,
            stderr=stream if log else None,
            process_group=0 if hasattr(os, "killpg") else None,
        )


@contextlib.contextmanager
def _no_interruption() -> Iterator[None]:
    """Have SIGINT wait until a process that is started now is ready for it.

    Python shows a traceback of what interrupts its own start. This process gets the
    signal when the other is started.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_group(pid: int, join: Callable[[float], object]) -> None:
    """Ask a process and all of its group to end, and then have them end.

    Parameters
    ----------
    pid : int
        The process, which leads the group.
    join : callable
        Waits for the process, for so many seconds at most.
    """
    for number in (signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(pid, number)
            else:
                os.kill(pid, signal.SIGTERM)
        join(GRACE)


@dataclass
class SphinxProcess:
    """Sphinx, running or ended.

    Attributes
    ----------
    process : Process
        Its process.
    doctrees : pathlib.Path
        Where it keeps what it reads.
    log : pathlib.Path or None
        Where what it prints goes; None for the terminal, at once.
    """

    process: Process
    doctrees: Path
    log: Path | None

    @classmethod
    def start(
        cls,
        root: Path,
        changed: Changed,
        arguments: list[str],
        doctrees: Path,
        launch: Launch = launch,
        *,
        shown: bool = True,
    ) -> SphinxProcess:
        """Start it.

        Parameters
        ----------
        root, doctrees : pathlib.Path
            The folder of conf.py, and where Sphinx keeps what it reads.
        changed : Changed
            Settings in the place of those of conf.py, with the device.
        arguments : list of str
            Further arguments.
        launch : callable
            Starts the process.
        shown : bool
            Whether to show what it prints at once, and not when it has finished.
        """
        doctrees.mkdir(parents=True, exist_ok=True)
        report = results_file(doctrees)
        for mark in (
            report,
            report.with_suffix(PRUNED),
            report.with_suffix(WRITTEN),
            report.with_suffix(PLACES),
        ):
            mark.unlink(missing_ok=True)
        given: Changed = {
            "device_name": devices.full_name(changed["device"]),
            "record_command": RECORD_COMMAND,
            "results": str(report),
            **changed,
        }
        common = [
            *("-c", str(root)),
            # Every unresolved reference is a warning, and a warning fails the build,
            # after all of them have been shown.
            *("-n", "-W", "--keep-going", "-w", str(_warnings_file(doctrees))),
            *("-d", str(doctrees), *options(given)),
        ]
        log = None if shown else doctrees / "output.txt"
        return cls(launch([*common, *arguments], root, log), doctrees, log)

    @property
    def report(self) -> Path:
        """The file with what became of the notes."""
        return results_file(self.doctrees)

    def notes_passed(self) -> bool:
        """Wait until the notes have run, and return whether all of them passed."""
        while not self._is_past(self.report):
            time.sleep(POLL)
        return all_passed(self.report)

    def has_written(self) -> bool:
        """Tell whether the pages are written, or will not be."""
        return self._is_past(self.report.with_suffix(WRITTEN))

    def _is_past(self, mark: Path) -> bool:
        return mark.exists() or self.process.poll() is not None

    def end(self) -> None:
        """End it, and wait until it has ended."""
        self.process.terminate()
        self.process.wait()

    def _wait(self) -> int:
        try:
            return self.process.wait()
        except BaseException:
            self.end()
            raise

    def finish(self, known: str = "") -> tuple[int, str, Results]:
        """Wait for the end; return status, warnings and what became of the notes.

        Parameters
        ----------
        known : str
            Warnings that have been shown already, which are not repeated.
        """
        status = self._wait()
        if self.log is not None:
            print(_without(_read(self.log), known), end="", flush=True)
        warnings = _without(_read(_warnings_file(self.doctrees)), known)
        if not self.report.exists():
            return status or 1, warnings, Results()
        results = Results.read(self.report)
        return status or bool(results.failed), warnings, results


def results_file(doctrees: Path) -> Path:
    """Return the file that Sphinx writes what became of the notes to."""
    return doctrees / "results.json"


def _warnings_file(doctrees: Path) -> Path:
    return doctrees / "warnings.txt"


def _without(text: str, known: str) -> str:
    """Leave out the lines of a text that are in another, whatever their colour."""
    lines = set(known.splitlines()) - {""}
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if SEQUENCE.sub("", line).rstrip() not in lines
    )


def _read(path: Path) -> str:
    exists = path.exists()
    return path.read_text(encoding="utf-8", errors="replace") if exists else ""
