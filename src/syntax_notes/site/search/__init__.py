"""The search: an index in small files, made at build, and the dialog that asks it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...kit.own_files import add_own_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_search(app: Sphinx) -> None:
    """Register what writes the index, and the dialog with its scripts."""
    from .collecting import setup_collecting
    from .dialog import setup_dialog

    add_own_files(app, Path(__file__).parent)
    setup_collecting(app)
    setup_dialog(app)
