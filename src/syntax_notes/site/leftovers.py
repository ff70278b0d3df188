"""Files of the site that no page has any more, whoever wrote them.

All that is not a page, a picture, a download or the search is written again by each
build: static files, the index, the list of all pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..event_order import EnvUpdated
from ..kit.output_folder import remove_others
from .search.index_files import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# What else removes the files of these when they are gone.
KEPT = ("_downloads", "_images", FOLDER)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove them before the pages are written."""
    if app.builder.format == "html":
        remove_others(app, Path(app.outdir), KEPT)
    return []


def setup_leftovers(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("env-updated", on_env_updated, priority=EnvUpdated.REMOVE_FILES)
