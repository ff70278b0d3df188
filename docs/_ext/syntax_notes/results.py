"""Report which notes ran in a build, and what failed where.

``python -m syntax_notes`` reads what is written here, while the pages are being built.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

# A folder beside the results, with a file for each note that is running.
RUNNING = "running"
# A file beside the results, which says that all pages are written.
WRITTEN = ".written"
# A file beside the results, which says that there is a place for each page of a note.
PLACES = ".places"
# A file beside the results while what was read is still being written. Sphinx does not
# find out by itself that a killed build has left pages as they were.
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Failure:
    """A note that raised.

    Attributes
    ----------
    note : str
        ``<topic>/<note>``.
    line : int
        The line of the note, counted from 1; 0 if the error came from elsewhere.
    message : str
        The exception and its message, on one line.
    """

    note: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return one line that an editor can jump to."""
        return f"examples/{self.note}.py:{self.line}: {self.message}"


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
    """

    passed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Results:
        """Read what a run wrote."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        failed = [Failure(**failure) for failure in stored.pop("failed")]
        return cls(**stored, failed=failed)

    def write(self, path: Path) -> None:
        """Write as JSON, so that whoever finds the file finds all of it."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        half = path.with_suffix(".half")
        half.write_text(text + "\n", encoding="utf-8")
        half.replace(path)


def all_passed(report: Path) -> bool:
    """Tell whether the notes of a run have run, and none has failed."""
    return report.exists() and not Results.read(report).failed


def locate(note: str, source: str, formatted: str) -> Failure:
    """Read the line and the message out of a traceback of sphinx-gallery.

    Parameters
    ----------
    note : str
        ``<topic>/<note>``.
    source : str
        The path of the note, as the traceback spells it.
    formatted : str
        The traceback.
    """
    lines = re.findall(rf'File "{re.escape(source)}", line (\d+)', formatted)
    # The frames are indented, the message is not. It may go on over several lines.
    message = re.split(r"^(?=[^\s])", formatted.strip(), flags=re.MULTILINE)[2:]
    one_line = " ".join("".join(message).split()) or formatted.strip()
    without_module = re.sub(r"^(?:\w+\.)+(?=\w+:)", "", one_line)
    return Failure(note, int(lines[-1]) if lines else 0, without_module)


def collect(conf: dict[str, Any]) -> Results:
    """Read the results out of the settings, where sphinx-gallery leaves them."""

    def name(path: str) -> str:
        return "/".join(Path(path).with_suffix("").parts[-2:])

    return Results(
        passed=sorted(map(name, conf["passing_examples"])),
        unchanged=sorted(map(name, conf["stale_examples"])),
        failed=sorted(
            (
                locate(name(source), source, formatted)
                for source, formatted in conf["failing_examples"].items()
            ),
            key=lambda failure: failure.note,
        ),
    )


def on_builder_inited(app: Sphinx) -> None:
    """Write the results; sphinx-gallery has run the notes, and pages come next."""
    if app.config.notes_results:
        collect(app.config.sphinx_gallery_conf).write(Path(app.config.notes_results))


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Leave a mark: Sphinx stores what it has read, and pages come next."""
    if app.config.notes_results:
        Path(app.config.notes_results).with_suffix(UNFINISHED).touch()
    return []


def on_pages_written(app: Sphinx, exception: Exception | None) -> None:
    """Leave a mark; other extensions go on, with the index of the search."""
    if app.config.notes_results and exception is None:
        results = Path(app.config.notes_results)
        results.with_suffix(UNFINISHED).unlink(missing_ok=True)
        results.with_suffix(WRITTEN).touch()


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Fail the build if a note failed.

    sphinx-gallery is set to warn of failed notes, since Sphinx presents what an
    extension raises as a crash of Sphinx. Without ``-W`` a warning fails nothing.
    """
    if app.config.sphinx_gallery_conf["failing_examples"]:
        app.statuscode = 1


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the file that the results go to; none by default."""
    app.add_config_value("notes_results", "", "", types=str)
    app.connect("builder-inited", on_builder_inited, priority=900)
    app.connect("env-updated", on_env_updated)
    app.connect("build-finished", on_pages_written, priority=1)
    app.connect("build-finished", on_build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
