"""Name the script and its line in what Sphinx warns of, not the page made from it."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.gallery_scripts import header_of
from ..adapters.sphinx import LOGGER
from ..adapters.sphinx_gallery import AGAIN, FAILURE
from ..event_order import BuilderInited
from ..notes.note_files import Gallery, galleries, read_script
from ..notes.source_lines import script_line
from .exception_text import cut_traceback

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# How Sphinx's own handlers leave the place, which come first: "path:line", and for a
# sentence in another language "path:line:<translated>:1".
PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?(?::<translated>(?::\d+)?)?:?")


class ScriptPlaces(logging.Filter):
    """Gives a warning about a generated page the place in its script.

    The page stays with the record, as ``page``. What two pages have from one place is
    told once.

    Parameters
    ----------
    places : list of Gallery
        Where scripts and their pages are.
    folder : pathlib.Path
        The folder from which paths are shown.
    """

    def __init__(self, places: list[Gallery], folder: Path) -> None:
        super().__init__()
        self.galleries = places
        self.folder = folder
        self.told: set[tuple[str, str]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the place; let pass what was not told."""
        if getattr(record, "subtype", "") == FAILURE:
            if AGAIN.search(str(record.msg)):
                return False
            message = logging.LogRecord.getMessage(record)
            record.msg, record.args = cut_traceback(message), ()
        match = PLACE.fullmatch(str(getattr(record, "location", "") or ""))
        if match and match["path"] and not hasattr(record, "page"):
            place = self._place(Path(match["path"]), int(match["line"] or 0))
            if place:
                record.page = match["path"]
                record.location = place
        if not hasattr(record, "page"):
            return True
        # Sphinx's own way to get the message puts the place in front.
        message = logging.LogRecord.getMessage(record)
        message = " ".join(self._without_pages(message).split())
        record.msg, record.args = message, ()
        told = (str(record.location), record.msg)  # type: ignore[attr-defined]
        is_new = told not in self.told
        self.told.add(told)
        return is_new

    def _place(self, page: Path, line: int) -> str:
        """Return the place in a script that a line of a page is from; empty if none."""
        made = ""
        if line and page.exists():
            made = page.read_text(encoding="utf-8")
        wanted = [*made.splitlines(), ""][line - 1].strip() if made else ""
        sources = [(path, read_script(path)) for path in self._sources(page)]
        for path, text in sources:
            if len(sources) == 1 or wanted in map(str.strip, text.splitlines()):
                shown = Path(os.path.relpath(path, self.folder)).as_posix()
                return f"{shown}:{script_line(made, line, text) if made else 1}"
        return ""

    def _sources(self, page: Path) -> list[Path]:
        """Return what a page was made from: a script, or introductions of topics."""
        for gallery in self.galleries:
            if page.is_relative_to(gallery.pages):
                source = gallery.examples / page.relative_to(gallery.pages)
                if source.stem != "index":
                    script = source.with_name(f"{source.stem}.py")
                    return [script] if script.is_file() else []
                folders = [source.parent]
                if source.parent == gallery.examples:
                    # The page of a gallery has those of all its topics.
                    folders += sorted(source.parent.glob("*/"))
                return [*filter(None, map(header_of, folders))]
        return []

    def _without_pages(self, message: str) -> str:
        """Name scripts in the place of pages in what a warning says."""

        def place(match: re.Match[str]) -> str:
            return self._place(Path(match[0]), 0) or match[0]

        for gallery in self.galleries:
            pages = re.escape(f"{gallery.pages}{os.sep}")
            message = re.sub(rf"{pages}\S+\.rst", place, message)
        return message


def page_of(record: logging.LogRecord) -> str:
    """Return the path of the page that a warning is about; empty if of none."""
    page = getattr(record, "page", None)
    match = PLACE.fullmatch(str(getattr(record, "location", "") or ""))
    return str(page or (match["path"] if match else ""))


def on_builder_inited(app: Sphinx) -> None:
    """Stand behind Sphinx's own filters, which turn a node into a place."""
    places = galleries(app.config, Path(app.srcdir))
    for handler in logging.getLogger(LOGGER).handlers:
        if handler.level >= logging.WARNING:
            handler.addFilter(ScriptPlaces(places, Path(app.confdir)))


def setup_warning_places(app: Sphinx) -> None:
    """Register the handler: the notes have not been turned into pages yet."""
    app.connect(
        "builder-inited", on_builder_inited, priority=BuilderInited.WARNING_PLACES
    )
