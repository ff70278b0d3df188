"""Import Matplotlib when a note runs, not in every build.

sphinx-gallery imports it while it reads its settings, to choose the Agg backend, and
goes on if that fails. In a build that runs no note, such as that of a second language,
this import would take a fifth of the time. Here it fails; the hook ``reset_modules``
imports it, and chooses Agg, before the first note that runs.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Sphinx-gallery's own handler has the priority 10.
BEFORE, AFTER = 9, 11


def hide(*_: object) -> None:
    """Make ``import matplotlib`` fail, unless it is there already."""
    sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]


def show(*_: object) -> None:
    """Let ``import matplotlib`` work."""
    if sys.modules.get("matplotlib") is None:
        sys.modules.pop("matplotlib", None)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand on both sides of sphinx-gallery."""
    app.connect("config-inited", hide, priority=BEFORE)
    app.connect("config-inited", show, priority=AFTER)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
