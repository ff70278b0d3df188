"""Run the notes: Sphinx in a process of its own, once for each device.

Everything is made below ``_build``: the pages in ``work/<device>``, and what belongs to
a run on another device in ``runs/<device>``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import devices, gallery, recorder
from .languages import LANGUAGES
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


def run_pages(root: Path, device: str, settings: list[str]) -> Run:
    """Run the notes on the device that the pages are built on, and build the pages.

    The notes run once: the pages in the other languages are made from the same run.
    """
    print(f"Running the notes on {device} and building the pages.", flush=True)
    work = root / "_build" / "work" / device
    status, results = 0, Results()
    for language in LANGUAGES:
        address = os.environ.get("SITE_URL", "").rstrip("/")
        arguments = [
            *("-b", "html", *settings),
            *("-D", f"language={language.code}", "-D", f"html_title={language.title}"),
            *(["-D", f"html_baseurl={address}/{language.folder}/"] if address else []),
            *(str(root / "docs"), str(work / "html" / language.folder)),
        ]
        doctrees = work / "doctrees" / language.code
        status, found = _sphinx(root, work, device, arguments, doctrees)
        results = found if language is LANGUAGES[0] else results
        if status:
            break
    generated = root / "docs" / "notes"
    kept = {
        note: generated / f"{note}{recorder.SUFFIX}"
        for note in gallery.names(generated)
    }
    printed = {note: path for note, path in kept.items() if path.exists()}
    return Run(device, work, doctrees, status, results, printed)


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
    status, results = _sphinx(root, work, device, arguments, doctrees)
    printed = {
        path.relative_to(output).with_suffix("").as_posix(): path
        for path in output.glob("*/*.json")
    }
    return Run(device, work, doctrees, status, results, printed)


def _sphinx(
    root: Path, work: Path, device: str, arguments: list[str], doctrees: Path
) -> tuple[int, Results]:
    """Run Sphinx in a process of its own, which a note may bring down."""
    doctrees.mkdir(parents=True, exist_ok=True)
    report = doctrees / "results.json"
    report.unlink(missing_ok=True)
    command = [
        *(sys.executable, "-m", "sphinx"),
        *("-c", str(root)),
        # Every unresolved reference is a warning, and a warning fails the build,
        # after all of them have been shown.
        *("-n", "-W", "--keep-going"),
        *("-d", str(doctrees)),
        *("-D", f"notes_device={device}"),
        *("-D", f"notes_device_name={devices.full_name(device)}"),
        *("-D", f"notes_results={report}"),
        *arguments,
    ]
    status = subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL).returncode
    if status:
        # Sphinx would take the pages that it warned of for done.
        (doctrees / "environment.pickle").unlink(missing_ok=True)
    if not report.exists():
        return status or 1, Results()
    results = Results.read(report)
    return status or bool(results.failed), results
