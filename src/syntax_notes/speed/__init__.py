"""Shortcuts, each with what it saves; without this room a build makes the same site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the shortcuts."""
    from .formatter_cache import setup_formatter_cache
    from .garbage_collection import setup_garbage_collection
    from .matplotlib_import import setup_matplotlib_import
    from .template_cache import setup_template_cache

    setup_garbage_collection(app)
    setup_matplotlib_import(app)
    setup_template_cache(app)
    setup_formatter_cache(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
