"""Running the notes: within limits, from a clean state, recorded.

sphinx-gallery executes them; what is here stands around each note and each cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings of a build, the runner and the builders of recordings."""
    from ..settings import setup_settings
    from .cluster import setup_cluster
    from .early_reading import setup_early_reading
    from .footprints import setup_footprints
    from .gallery_hooks import setup_gallery_hooks
    from .generated_pages import setup_generated_pages
    from .gone_pages import setup_gone_pages
    from .kept_environment import setup_kept_environment
    from .parent_process import setup_parent_process
    from .reading_scripts import setup_reading_scripts
    from .recording_builder import setup_recording_builder
    from .refused_notes import setup_refused_notes
    from .rereading import setup_rereading
    from .results import setup_results
    from .warning_places import setup_warning_places

    setup_settings(app)
    setup_parent_process(app)
    setup_kept_environment(app)
    setup_cluster(app)
    setup_reading_scripts(app)
    setup_gallery_hooks(app)
    setup_footprints(app)
    setup_generated_pages(app)
    setup_refused_notes(app)
    setup_gone_pages(app)
    setup_early_reading(app)
    setup_recording_builder(app)
    setup_results(app)
    setup_rereading(app)
    setup_warning_places(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
