"""Diagrams and plots: an expression is traced, and its trace is drawn.

Tracing is for a backend, which knows the library; drawing needs nothing of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the scraper, with style and script."""
    from ..kit.own_files import add_own_files
    from .directive import setup_directive
    from .scraper import setup_scraper

    add_own_files(app, Path(__file__).parent)
    setup_directive(app)
    setup_scraper(app)
    return {"env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
