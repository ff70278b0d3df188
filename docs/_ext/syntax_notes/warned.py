"""Have a page that Sphinx warned of read again by the next build, and warn again.

Sphinx takes a page for done once it is written, and would let the next build pass.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, is_suppressed_warning

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# How Sphinx's own handlers, which come first, leave the place: "path:line".
PLACE = re.compile(r"(?P<path>.*?)(:\d+)?:?")


class Places(logging.Handler):
    """Collects where the warnings of a build come from.

    Parameters
    ----------
    suppressed : list of str
        The types of warnings that do not count.
    """

    def __init__(self, suppressed: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.suppressed = suppressed
        self.paths: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Note down the page; empty if the warning is about none."""
        kind, detail = getattr(record, "type", ""), getattr(record, "subtype", "")
        if not is_suppressed_warning(kind, detail, self.suppressed):
            match = PLACE.fullmatch(str(getattr(record, "location", "") or ""))
            self.paths.add(match["path"] if match else "")


def on_builder_inited(app: Sphinx) -> None:
    """Listen from now on: a note that failed will run again."""
    places = Places(app.config.suppress_warnings)
    app.warned_places = places  # type: ignore[attr-defined]
    logging.getLogger(NAMESPACE).addHandler(places)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove what Sphinx keeps of the pages, or of all if a warning is about none."""
    places: Places = app.warned_places  # type: ignore[attr-defined]
    logging.getLogger(NAMESPACE).removeHandler(places)
    for path in places.paths:
        docname = app.env.path2doc(path) if path else None
        if docname in app.env.all_docs:
            Path(app.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
        else:
            Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handlers: after the notes have run, and when all is done."""
    app.connect("builder-inited", on_builder_inited, priority=999)
    app.connect("build-finished", on_build_finished, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
