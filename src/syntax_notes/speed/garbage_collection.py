"""Look for garbage less often than Python does by default.

Sphinx makes millions of small objects, most of which live on until a page is written.
Python's collector, which looks through them again and again, takes a fifth of a build.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from ..event_order import BuildFinished

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# After so many new objects, then after so many times that, and so on.
THRESHOLDS = (10_000, 50, 50)


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Leave all there is to the end of the process, which would look through it."""
    gc.freeze()


def setup_garbage_collection(app: Sphinx) -> None:
    """Set it for this process."""
    gc.set_threshold(*THRESHOLDS)
    app.connect(
        "build-finished", on_build_finished, priority=BuildFinished.FREEZE_GARBAGE
    )
