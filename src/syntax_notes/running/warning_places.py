"""Name the script and its line in what Sphinx warns of, not the page made from it."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx import LOGGER
from ..event_order import BuilderInited
from ..notes.note_files import Gallery, galleries
from ..notes.source_lines import script_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# How Sphinx's own handlers leave the place, which come first: "path:line".
PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?:?")


class ScriptPlaces(logging.Filter):
    """Gives a warning about a generated page the place in its script.

    The page stays with the record, as ``page``.

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

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the place, and let everything pass."""
        match = PLACE.fullmatch(str(getattr(record, "location", "") or ""))
        if match and match["path"]:
            page = Path(match["path"])
            script = self._script(page)
            if script is not None:
                record.page = str(page)
                shown = Path(os.path.relpath(script, self.folder)).as_posix()
                line = self._line(page, match["line"], script)
                record.location = f"{shown}:{line}" if line else shown
        return True

    def _script(self, page: Path) -> Path | None:
        for gallery in self.galleries:
            if page.is_relative_to(gallery.pages):
                name = page.relative_to(gallery.pages)
                script = (gallery.examples / name).with_suffix(".py")
                if script.exists():
                    return script
        return None

    @staticmethod
    def _line(page: Path, line: str | None, script: Path) -> int:
        if line is None or not page.exists():
            return 0
        made, source = (path.read_text(encoding="utf-8") for path in (page, script))
        return script_line(made, int(line), source)


def page_of(record: logging.LogRecord) -> str:
    """Return the path of the page that a warning is about; empty if of none."""
    page = getattr(record, "page", None)
    match = PLACE.fullmatch(str(getattr(record, "location", "") or ""))
    return str(page or (match["path"] if match else ""))


def on_builder_inited(app: Sphinx) -> None:
    """Stand behind Sphinx's own filters, which turn a node into a place."""
    places = ScriptPlaces(galleries(app.config, Path(app.srcdir)), Path(app.confdir))
    for handler in logging.getLogger(LOGGER).handlers:
        if handler.level >= logging.WARNING:
            handler.addFilter(places)


def setup_warning_places(app: Sphinx) -> None:
    """Register the handler: the notes have not been turned into pages yet."""
    app.connect(
        "builder-inited", on_builder_inited, priority=BuilderInited.WARNING_PLACES
    )
