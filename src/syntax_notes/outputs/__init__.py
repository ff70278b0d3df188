"""What a note printed, on its page and in its downloads, on each device."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what lays out the cells of a note, and makes its downloads."""
    from ..kit.own_files import add_own_files
    from .cells import setup_cells
    from .device_outputs import setup_device_outputs
    from .downloads import setup_downloads
    from .folds import setup_folds
    from .html_value import setup_html_value
    from .releases import setup_releases
    from .single_cells import setup_single_cells

    add_own_files(app, Path(__file__).parent)
    setup_single_cells(app)
    setup_downloads(app)
    setup_device_outputs(app)
    setup_cells(app)
    setup_folds(app)
    setup_releases(app)
    setup_html_value(app)
    return {"env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
