"""Run the notes: Sphinx in a process of its own, once for each device.

Everything is made below ``_build``: the pages in ``work/<device>``, and what belongs to
a run on another device in ``runs/<device>``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from . import devices, gallery, recorder
from .languages import LANGUAGES, Language
from .results import Results


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
    results : Results
        What became of the notes.
    printed : dict of str to pathlib.Path
        What each note printed, as a recording.
    """

    device: str
    work: Path
    doctrees: Path
    status: int
    results: Results
    printed: dict[str, Path]


def site_address() -> str:
    """Return where the site will be, without a slash at the end, or an empty text."""
    return os.environ.get("SITE_URL", "").rstrip("/")


def run_pages(root: Path, device: str, settings: list[str]) -> Run:
    """Run the notes on the device that the pages are built on, and build the pages.

    The notes run once, in the build of the first language. As soon as they have, the
    builds of the others begin, beside it. Their output is shown after its own.
    """
    print(f"Running the notes on {device} and building the pages.", flush=True)
    work = root / "_build" / "work" / device
    address = site_address()

    def start(language: Language) -> _Sphinx:
        arguments = [
            *("-b", "html", *settings),
            *("-D", f"language={language.code}", "-D", f"html_title={language.title}"),
            *("-D", f"project_copyright={language.rights}"),
            *(["-D", f"html_baseurl={address}/{language.folder}/"] if address else []),
            *(str(root / "docs"), str(work / "html" / language.folder)),
        ]
        doctrees = work / "doctrees" / language.code
        shown = language is LANGUAGES[0]
        return _Sphinx(root, work, device, arguments, doctrees, shown=shown)

    first = start(LANGUAGES[0])
    others = [start(other) for other in LANGUAGES[1:]] if first.notes_passed() else []
    status, results = first.finish()
    for other in others:
        status = other.finish()[0] or status
    generated = root / "docs" / "notes"
    kept = {
        note: generated / f"{note}{recorder.SUFFIX}"
        for note in gallery.names(generated)
    }
    printed = {note: path for note, path in kept.items() if path.exists()}
    return Run(device, work, first.doctrees, status, results, printed)


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
    sphinx = _Sphinx(root, work, device, arguments, doctrees)
    status, results = sphinx.finish()
    printed = {
        path.relative_to(output).with_suffix("").as_posix(): path
        for path in output.glob("*/*.json")
    }
    return Run(device, work, doctrees, status, results, printed)


class _Sphinx:
    """Sphinx in a process of its own, which a note may bring down.

    Parameters
    ----------
    root, work, doctrees : pathlib.Path
        The folder of conf.py, the one to work in, and where Sphinx keeps what it reads.
    device : str
        Where the notes run.
    arguments : list of str
        Further arguments.
    shown : bool
        Whether to show what it prints at once, and not when it has finished.
    """

    def __init__(
        self,
        root: Path,
        work: Path,
        device: str,
        arguments: list[str],
        doctrees: Path,
        shown: bool = True,
    ) -> None:
        doctrees.mkdir(parents=True, exist_ok=True)
        self.doctrees = doctrees
        self.report = doctrees / "results.json"
        self.report.unlink(missing_ok=True)
        self.log = None if shown else doctrees / "output.txt"
        command = [
            *(sys.executable, "-m", "sphinx"),
            *("-c", str(root)),
            # Every unresolved reference is a warning, and a warning fails the build,
            # after all of them have been shown.
            *("-n", "-W", "--keep-going"),
            *("-d", str(doctrees)),
            *("-D", f"notes_device={device}"),
            *("-D", f"notes_device_name={devices.full_name(device)}"),
            *("-D", f"notes_results={self.report}"),
            *arguments,
        ]
        with open(self.log or os.devnull, "wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=root,
                stdin=subprocess.DEVNULL,
                stdout=None if shown else log,
                stderr=None if shown else log,
            )

    def notes_passed(self) -> bool:
        """Wait until the notes have run, and return whether all of them passed."""
        while not self.report.exists() and self.process.poll() is None:
            time.sleep(0.02)
        return self.report.exists() and not Results.read(self.report).failed

    def finish(self) -> tuple[int, Results]:
        """Wait for the end; return the exit status and what became of the notes."""
        status = self.process.wait()
        if self.log is not None:
            print(self.log.read_text(encoding="utf-8", errors="replace"), flush=True)
        if status:
            # Sphinx would take the pages that it warned of for done.
            (self.doctrees / "environment.pickle").unlink(missing_ok=True)
        if not self.report.exists():
            return status or 1, Results()
        results = Results.read(self.report)
        return status or bool(results.failed), results
