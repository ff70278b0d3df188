"""Pages over all notes: devices, releases, errors, counts, changes, path, index."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives of these pages, and what orders and lists the notes."""
    from .changes import setup_changes
    from .counts import setup_counts
    from .device_report import setup_device_report
    from .error_messages import setup_error_messages
    from .feed import setup_feed
    from .genindex import setup_genindex
    from .learning_path import setup_learning_path
    from .release_report import setup_release_report
    from .verdict_role import setup_verdict_role

    setup_device_report(app)
    setup_release_report(app)
    setup_learning_path(app)
    setup_error_messages(app)
    setup_counts(app)
    setup_changes(app)
    setup_feed(app)
    setup_genindex(app)
    setup_verdict_role(app)
    return {"env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
