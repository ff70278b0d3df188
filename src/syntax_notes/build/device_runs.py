"""Run the notes: Sphinx in a process of its own, once for each device.

Everything is made below ``_build``: the pages in ``work/<device>``, and what belongs to
a run on another device in ``runs/<device>``.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from ..backends.pytorch import backend
from ..languages import LANGUAGES, Language
from ..notes.note_files import note_names
from ..running.generated_pages import forget_run
from ..running.recorder import SUFFIX
from ..running.results import Results
from ..settings import Changed
from .sphinx_process import POLL, Launch, SphinxProcess, launch, results_file

GENERATED = Path("docs", "notes")


@dataclass(frozen=True)
class Request:
    """What a run is asked for.

    Attributes
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    settings : Changed
        Settings in the place of those of conf.py.
    pages : int
        Processes for the pages of each language.
    """

    root: Path
    settings: Changed
    pages: int = 1

    def but(self, settings: Changed) -> Request:
        """Return a request with further settings."""
        return replace(self, settings={**self.settings, **settings})

    @property
    def arguments(self) -> list[str]:
        """The arguments of Sphinx that are no settings."""
        return ["-j", str(self.pages)]


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


def site_address() -> str:
    """Return where the site will be, without a slash at the end, or an empty text."""
    return os.environ.get("SITE_URL", "").rstrip("/")


def pages_folder(root: Path, device: str) -> Path:
    """Return where the pages are built: a folder for each language."""
    return root / "_build" / "work" / device / "html"


def run_pages(
    request: Request,
    device: str,
    arguments: list[str] | None = None,
    launch: Launch = launch,
    written: Callable[[Language], object] = lambda _: None,
) -> Run:
    """Run the notes on the device that the pages are built on, and build the pages.

    The notes run once, in the build of the first language. The builds of the others get
    ready meanwhile, and go on when all notes have passed. Their output is shown after
    its own.
    ``written`` is called when the pages of a language are written.
    """
    root = request.root
    html = pages_folder(root, device)
    work = html.parent
    address = site_address()

    def start(language: Language) -> SphinxProcess:
        settings: Changed = {**request.settings, "device": device}
        is_first = language is LANGUAGES[0]
        if not is_first:
            settings["generated"] = str(first.report)
        whole = [
            *("-b", "html", *request.arguments, *(arguments or [])),
            *_in_language(language),
            *(["-D", f"html_baseurl={address}/{language.folder}/"] if address else []),
            *(str(root / "docs"), str(html / language.folder)),
        ]
        doctrees = work / "doctrees" / language.code
        return SphinxProcess.start(
            root, settings, whole, doctrees, launch, shown=is_first
        )

    # A language that there was, say: what lies here is published.
    for path in html.iterdir() if html.exists() else ():
        if path.name not in {language.folder for language in LANGUAGES}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    first = start(LANGUAGES[0])
    builds = [first]
    try:
        builds += [start(other) for other in LANGUAGES[1:]]
        if not first.notes_passed():
            for other in builds[1:]:
                other.end()
            del builds[1:]
        unfinished = dict(zip(LANGUAGES, builds, strict=False))
        while unfinished:
            for language in [
                one for one in unfinished if unfinished[one].has_written()
            ]:
                del unfinished[language]
                written(language)
            time.sleep(POLL)
        status, warnings, results = first.finish()
        for other in builds[1:]:
            ended, warned, _ = other.finish(warnings)
            status, warnings = status or ended, warnings + warned
    except BaseException:
        # Interrupted, or what was written cannot be passed on.
        for sphinx in builds:
            sphinx.end()
        raise
    pages = root / GENERATED
    kept = {note: pages / f"{note}{SUFFIX}" for note in note_names(pages)}
    printed = {note: path for note, path in kept.items() if path.exists()}
    return Run(device, work, first.doctrees, status, warnings, results, printed)


def write_books(request: Request, device: str) -> Books:
    """Write the book of each language, side by side, once the pages are built."""
    work = pages_folder(request.root, device).parent
    report = results_file(work / "doctrees" / LANGUAGES[0].code)
    settings: Changed = {
        **request.settings,
        "device": device,
        "generated": str(report),
    }
    books = {language: work / "books" / language.folder for language in LANGUAGES}
    builds = [
        SphinxProcess.start(
            request.root,
            settings,
            [
                *("-b", "epub", *request.arguments, *_in_language(language)),
                # The version of a book; the notes are about that of PyTorch.
                *("-D", f"version={backend.release()}"),
                *(str(request.root / "docs"), str(folder)),
            ],
            work / "books" / "doctrees" / language.code,
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


def record_notes(request: Request, device: str, output: Path) -> Run:
    """Run the notes on a device, and write what they print; no page is made."""
    print(f"Running the notes on {device}.", flush=True)
    # A source folder of its own, since docs/notes holds what was run on the device of
    # the pages. Its only page is this one: what sphinx-gallery generates is not read.
    root = request.root
    work = root / "_build" / "runs" / device
    source = work / "source"
    source.mkdir(parents=True, exist_ok=True)
    (source / "index.rst").write_text("Notes\n=====\n", encoding="utf-8")
    examples = Path(os.path.relpath(root / "examples", source)).as_posix()
    arguments = [
        *("-b", "recordings", *request.arguments),
        *("-D", "include_patterns=index.rst"),
        *("-D", f"sphinx_gallery_conf.examples_dirs={examples}"),
        *(str(source), str(output)),
    ]
    doctrees = work / "doctrees"
    for note in request.settings.get("selected", []):
        forget_run(source / GENERATED.name, note)
    settings: Changed = {**request.settings, "device": device}
    sphinx = SphinxProcess.start(root, settings, arguments, doctrees)
    status, warnings, results = sphinx.finish()
    there = output / backend.release()
    printed = {
        path.relative_to(there).with_suffix("").as_posix(): path
        for path in there.glob("*/*.json")
    }
    return Run(device, work, doctrees, status, warnings, results, printed)
