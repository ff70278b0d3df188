"""Report which notes ran in a build, and what failed where.

Who has started the build reads what is written here, while the pages are being built.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .. import atomic
from ..adapters.sphinx_gallery import outcome
from ..event_order import BuilderInited, BuildFinished
from ..marks import WRITTEN
from ..notes.note_files import galleries
from .exception_text import read_traceback
from .failures import Failure
from .refused_notes import refused

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# In sphinx-gallery's settings, beside what it leaves there of the scripts that failed.
REMARKS = "notes_remarks"


@dataclass(frozen=True)
class Results:
    """What became of the notes in one run.

    Attributes
    ----------
    passed : list of str
        The notes that ran to their end.
    unchanged : list of str
        The notes that did not run, since nothing they depend on has changed.
    failed : list of Failure
        The notes that raised.
    remarks : list of str
        What else there is to say of notes that ran.
    """

    passed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Results:
        """Read what a run wrote."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        failed = [Failure(**failure) for failure in stored.pop("failed")]
        return cls(**stored, failed=failed)

    def write(self, path: Path) -> None:
        """Write as JSON, so that whoever finds the file finds all of it."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        atomic.write(path, f"{text}\n")


def all_passed(report: Path) -> bool:
    """Tell whether the notes of a run have run, and none has failed."""
    return report.exists() and not Results.read(report).failed


def locate(note: str, path: str, source: str, formatted: str) -> Failure:
    """Read the line and the message out of a traceback of sphinx-gallery.

    Parameters
    ----------
    note, path : str
        The name of the note, and its script as messages show it.
    source : str
        The path of the script, as the traceback spells it.
    formatted : str
        The traceback.
    """
    return Failure(note, path, *read_traceback(formatted, source))


def collect(config: Config, srcdir: Path, confdir: Path) -> Results:
    """Read the results out of the settings, where sphinx-gallery leaves them."""
    folders = [
        (folder.resolve(), gallery.prefix)
        for gallery in galleries(config, srcdir)
        for folder in (gallery.examples, gallery.pages)
    ]

    def name(source: str) -> str:
        path = Path(source).resolve().with_suffix("")
        return next(
            prefix + path.relative_to(folder).as_posix()
            for folder, prefix in folders
            if path.is_relative_to(folder)
        )

    def shown(source: str) -> str:
        return Path(os.path.relpath(source, confdir)).as_posix()

    passed, unchanged, failed = outcome(config.sphinx_gallery_conf)
    return Results(
        passed=sorted(map(name, passed)),
        unchanged=sorted(map(name, unchanged)),
        failed=sorted(
            [
                *refused(config.sphinx_gallery_conf),
                *(
                    locate(name(source), shown(source), source, formatted)
                    for source, formatted in failed.items()
                ),
            ],
            key=lambda failure: failure.note,
        ),
        remarks=config.sphinx_gallery_conf.get(REMARKS, []),
    )


def on_builder_inited(app: Sphinx) -> None:
    """Write the results; sphinx-gallery has run the notes, and pages come next."""
    if app.config.notes_results:
        results = collect(app.config, Path(app.srcdir), Path(app.confdir))
        results.write(Path(app.config.notes_results))


def on_pages_written(app: Sphinx, exception: Exception | None) -> None:
    """Leave a mark; others go on, with the index of the search."""
    if app.config.notes_results and exception is None:
        Path(app.config.notes_results).with_suffix(WRITTEN).touch()


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Fail the build if a note failed.

    sphinx-gallery is set to warn of failed notes, since Sphinx presents what an
    extension raises as a crash of Sphinx. Without ``-W`` a warning fails nothing.
    """
    conf = app.config.sphinx_gallery_conf
    if outcome(conf).failed or refused(conf):
        app.statuscode = 1


def setup_results(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.RESULTS)
    app.connect(
        "build-finished", on_pages_written, priority=BuildFinished.PAGES_WRITTEN
    )
    app.connect("build-finished", on_build_finished)
