"""Have a page that Sphinx warned of read again by the next build, and warn again.

Sphinx takes a page for done once it is written, and would let the next build pass.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx import DOCTREE_SUFFIX, LOGGER, is_suppressed_warning
from ..adapters.sphinx_gallery import FAILURE
from ..event_order import BuilderInited, BuildFinished
from .kept_environment import settle
from .warning_places import page_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


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
        if detail == FAILURE:
            return  # A note that failed will run again anyway.
        if not is_suppressed_warning(kind, detail, self.suppressed):
            self.paths.add(page_of(record))


def on_builder_inited(app: Sphinx) -> None:
    """Listen from now on: the notes have run."""
    places = Places(app.config.suppress_warnings)
    app.warned_places = places  # type: ignore[attr-defined]
    logging.getLogger(LOGGER).addHandler(places)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove what Sphinx keeps of the pages; if a warning is about none, begin anew."""
    places: Places = app.warned_places  # type: ignore[attr-defined]
    logging.getLogger(LOGGER).removeHandler(places)
    docnames = {app.env.path2doc(path) if path else None for path in places.paths}
    for docname in docnames & app.env.all_docs.keys():
        Path(app.doctreedir, f"{docname}{DOCTREE_SUFFIX}").unlink(missing_ok=True)
    if exception is None and docnames <= app.env.all_docs.keys():
        settle(app)


def setup_rereading(app: Sphinx) -> None:
    """Register the handlers: after the notes have run, and when all is done."""
    app.connect(
        "builder-inited", on_builder_inited, priority=BuilderInited.LISTEN_FOR_WARNINGS
    )
    app.connect(
        "build-finished", on_build_finished, priority=BuildFinished.FORGET_WARNED
    )
