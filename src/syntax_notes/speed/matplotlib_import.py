"""Import Matplotlib when a note runs, not in every build.

sphinx-gallery imports it while it reads its settings, to choose the Agg backend. In a
build that runs no note, such as that of a second language, this import would take a
fifth of the time. Here it fails; the hook ``reset_modules`` imports it, and chooses
Agg, before the first note that runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..adapters.sphinx_gallery import hide_matplotlib, show_matplotlib
from ..event_order import ConfigInited

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_matplotlib_import(app: Sphinx) -> None:
    """Stand on both sides of sphinx-gallery."""
    app.connect("config-inited", hide_matplotlib, priority=ConfigInited.HIDE_MATPLOTLIB)
    app.connect("config-inited", show_matplotlib, priority=ConfigInited.SHOW_MATPLOTLIB)
