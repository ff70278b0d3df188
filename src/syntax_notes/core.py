"""The core, for any gallery: run, limit, record and compare its scripts.

An extension of Sphinx, beside ``sphinx_gallery.gen_gallery``; the documentation says
how to use it. It knows nothing of this site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ROOMS = ("kit", "running", "diagrams", "outputs")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the rooms of the core."""
    for room in ROOMS:
        app.setup_extension(f"{__package__}.{room}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
