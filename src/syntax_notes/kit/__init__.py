"""Tools on Sphinx: what is kept of each page, and pages that are written again.

Nothing here knows what a note is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register placeholders, pages that follow others, and files that pages have."""
    from .dependencies import setup_dependencies
    from .output_folder import setup_output_folder
    from .placeholders import setup_placeholders
    from .rewriting import setup_rewriting

    setup_dependencies(app)
    setup_output_folder(app)
    setup_placeholders(app)
    setup_rewriting(app)
    return {"env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
