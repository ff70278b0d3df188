"""Run the notes: Sphinx in a process of its own, once for each device.

Everything is made below ``_build``: the pages in ``work/<device>``, and what belongs to
a run on another device in ``runs/<device>``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, Protocol

from . import devices, gallery, history, recorder
from .languages import LANGUAGES, Language
from .results import PLACES, UNFINISHED, WRITTEN, Results, all_passed

# The exit status of Sphinx when it did all it had to do, and warned.
WARNED = 1
POLL = 0.02  # seconds between two looks at a process


@dataclass(frozen=True)
class Run:
    """A finished run of Sphinx.

    Attributes
    ----------
    device : str
        The device that the notes ran on.
    work : pathlib.Path
        The folder that the run worked in.
    doctrees : pathlib.Path
        Where Sphinx kept what it read, in its last process.
    status : int
        The exit status of Sphinx, or 1 if a note failed.
    warnings : str
        What Sphinx warned of.
    results : Results
        What became of the notes.
    printed : dict of str to pathlib.Path
        What each note printed, as a recording.
    """

    device: str
    work: Path
    doctrees: Path
    status: int
    warnings: str
    results: Results
    printed: dict[str, Path]


class Books(NamedTuple):
    """Books that were written.

    Attributes
    ----------
    status : int
        The exit status of Sphinx.
    paths : dict of str to pathlib.Path
        The book of each language, by the folder of its pages.
    """

    status: int
    paths: dict[str, Path]


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


def launch(arguments: list[str], folder: Path, log: Path | None) -> Process:
    """Run Sphinx in a new Python, which ends with this one."""
    command = [sys.executable, "-m", "sphinx", "-D", f"notes_parent={os.getpid()}"]
    with open(log or os.devnull, "wb") as stream:
        return subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stream if log else None,
            stderr=stream if log else None,
        )


def site_address() -> str:
    """Return where the site will be, without a slash at the end, or an empty text."""
    return os.environ.get("SITE_URL", "").rstrip("/")


def pages_folder(root: Path, device: str) -> Path:
    """Return where the pages are built: a folder for each language."""
    return root / "_build" / "work" / device / "html"


def run_pages(
    root: Path,
    device: str,
    settings: list[str],
    launch: Launch = launch,
    written: Callable[[Language], object] = lambda _: None,
) -> Run:
    """Run the notes on the device that the pages are built on, and build the pages.

    The notes run once, in the build of the first language. The builds of the others get
    ready meanwhile, and go on when all notes have passed. Their output is shown after
    its own.
    ``written`` is called when the pages of a language are written.
    """
    html = pages_folder(root, device)
    work = html.parent
    address = site_address()

    def start(language: Language) -> _Sphinx:
        arguments = [
            *("-b", "html", *settings),
            *_in_language(language),
            *(["-D", f"html_baseurl={address}/{language.folder}/"] if address else []),
            *(str(root / "docs"), str(html / language.folder)),
        ]
        doctrees = work / "doctrees" / language.code
        shown = language is LANGUAGES[0]
        if not shown:
            arguments += ["-D", f"notes_generated={first.report}"]
        return _Sphinx(root, device, arguments, doctrees, launch, shown=shown)

    first = start(LANGUAGES[0])
    others = [start(other) for other in LANGUAGES[1:]]
    if not first.notes_passed():
        for other in others:
            other.process.terminate()
        others = []
    builds = [first, *others]
    try:
        unfinished = dict(zip(LANGUAGES, builds, strict=False))
        while unfinished:
            for language in [
                one for one in unfinished if unfinished[one].has_written()
            ]:
                del unfinished[language]
                written(language)
            time.sleep(POLL)
    except OSError:
        # What was written cannot be passed on; there is no use for the rest.
        for sphinx in builds:
            sphinx.process.terminate()
            sphinx.process.wait()
        raise
    status, warnings, results = first.finish()
    for other in others:
        ended, warned, _ = other.finish()
        status, warnings = status or ended, warnings + warned
    generated = root / "docs" / "notes"
    kept = {
        note: generated / f"{note}{recorder.SUFFIX}"
        for note in gallery.names(generated)
    }
    printed = {note: path for note, path in kept.items() if path.exists()}
    return Run(device, work, first.doctrees, status, warnings, results, printed)


def write_books(root: Path, device: str, settings: list[str]) -> Books:
    """Write the book of each language, side by side, once the pages are built."""
    work = pages_folder(root, device).parent
    report = work / "doctrees" / LANGUAGES[0].code / "results.json"
    books = {language: work / "books" / language.folder for language in LANGUAGES}
    builds = [
        _Sphinx(
            root,
            device,
            [
                *("-b", "epub", *settings, *_in_language(language)),
                # The version of a book; the notes are about that of PyTorch.
                *("-D", f"version={history.version(metadata.version('torch'))}"),
                *("-D", f"notes_generated={report}"),
                *(str(root / "docs"), str(folder)),
            ],
            work / "books" / "doctrees" / language.code,
            launch,
            shown=False,
        )
        for language, folder in books.items()
    ]
    status = max([sphinx.finish()[0] for sphinx in builds])
    made = {one.folder: next(books[one].glob("*.epub"), None) for one in books}
    found = {name: path for name, path in made.items() if path is not None}
    return Books(status or int(len(found) < len(books)), found)


def _in_language(language: Language) -> list[str]:
    """Return the settings of a build in a language."""
    return [
        *("-D", f"language={language.code}", "-D", f"html_title={language.title}"),
        *("-D", f"project_copyright={language.rights}"),
    ]


def record_notes(root: Path, device: str, output: Path, settings: list[str]) -> Run:
    """Run the notes on a device, and write what they print; no page is made."""
    print(f"Running the notes on {device}.", flush=True)
    # A source folder of its own, since docs/notes holds what was run on the device of
    # the pages. Its only page is this one: what sphinx-gallery generates is not read.
    work = root / "_build" / "runs" / device
    source = work / "source"
    source.mkdir(parents=True, exist_ok=True)
    (source / "index.rst").write_text("Notes\n=====\n", encoding="utf-8")
    examples = Path(os.path.relpath(root / "examples", source)).as_posix()
    arguments = [
        *("-b", "recordings", *settings),
        *("-D", "include_patterns=index.rst"),
        *("-D", f"sphinx_gallery_conf.examples_dirs={examples}"),
        *(str(source), str(output)),
    ]
    doctrees = work / "doctrees"
    sphinx = _Sphinx(root, device, arguments, doctrees, launch)
    status, warnings, results = sphinx.finish()
    printed = {
        path.relative_to(output).with_suffix("").as_posix(): path
        for path in output.glob("*/*.json")
    }
    return Run(device, work, doctrees, status, warnings, results, printed)


class _Sphinx:
    """Sphinx in a process of its own, which a note may bring down.

    Parameters
    ----------
    root, doctrees : pathlib.Path
        The folder of conf.py, and where Sphinx keeps what it reads.
    device : str
        Where the notes run.
    arguments : list of str
        Further arguments.
    launch : callable
        Starts the process.
    shown : bool
        Whether to show what it prints at once, and not when it has finished.
    """

    def __init__(
        self,
        root: Path,
        device: str,
        arguments: list[str],
        doctrees: Path,
        launch: Launch,
        shown: bool = True,
    ) -> None:
        doctrees.mkdir(parents=True, exist_ok=True)
        self.doctrees = doctrees
        self.report = doctrees / "results.json"
        self.written = self.report.with_suffix(WRITTEN)
        for mark in (self.report, self.written, self.report.with_suffix(PLACES)):
            mark.unlink(missing_ok=True)
        unfinished = self.report.with_suffix(UNFINISHED)
        if unfinished.exists():
            self._forget()
            unfinished.unlink()
        self.warnings = doctrees / "warnings.txt"
        self.log = None if shown else doctrees / "output.txt"
        common = [
            *("-c", str(root)),
            # Every unresolved reference is a warning, and a warning fails the build,
            # after all of them have been shown.
            *("-n", "-W", "--keep-going", "-w", str(self.warnings)),
            *("-d", str(doctrees)),
            *("-D", f"notes_device={device}"),
            *("-D", f"notes_device_name={devices.full_name(device)}"),
            *("-D", f"notes_results={self.report}"),
        ]
        self.process = launch([*common, *arguments], root, self.log)

    def _forget(self) -> None:
        """Have Sphinx read and write all pages."""
        (self.doctrees / "environment.pickle").unlink(missing_ok=True)

    def notes_passed(self) -> bool:
        """Wait until the notes have run, and return whether all of them passed."""
        while not self._is_past(self.report):
            time.sleep(POLL)
        return all_passed(self.report)

    def has_written(self) -> bool:
        """Tell whether the pages are written, or will not be."""
        return self._is_past(self.written)

    def _is_past(self, mark: Path) -> bool:
        return mark.exists() or self.process.poll() is not None

    def finish(self) -> tuple[int, str, Results]:
        """Wait for the end; return status, warnings and what became of the notes."""
        status = self.process.wait()
        if self.log is not None:
            print(_read(self.log), end="", flush=True)
        if status not in (0, WARNED):
            self._forget()  # It ended before its end, and may have left pages out.
        if not self.report.exists():
            return status or 1, _read(self.warnings), Results()
        results = Results.read(self.report)
        return status or bool(results.failed), _read(self.warnings), results


def _read(path: Path) -> str:
    exists = path.exists()
    return path.read_text(encoding="utf-8", errors="replace") if exists else ""
