"""What can be read without a network: the site as an archive, and books."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder of the book, and what leads to book and archive."""
    from ..kit.own_files import add_own_files
    from .archive import setup_archive
    from .book import setup_book

    add_own_files(app, Path(__file__).parent)
    setup_archive(app)
    setup_book(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
