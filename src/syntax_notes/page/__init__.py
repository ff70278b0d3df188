"""The rest of the page of one note: card, strip, links in its code and to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what this site adds to the pages of notes and to their gallery."""
    from ..kit.own_files import add_own_files
    from .cards import setup_cards
    from .cell_role import setup_cell_role
    from .code_links import setup_code_links
    from .gallery_markup import setup_gallery_markup
    from .note_strip import setup_note_strip
    from .related_notes import setup_related_notes
    from .shown_cell import setup_shown_cell
    from .translated_notes import setup_translated_notes
    from .untranslated import setup_untranslated

    add_own_files(app, Path(__file__).parent)
    setup_gallery_markup(app)
    setup_cards(app)
    setup_note_strip(app)
    setup_code_links(app)
    setup_cell_role(app)
    setup_shown_cell(app)
    setup_related_notes(app)
    setup_translated_notes(app)
    setup_untranslated(app)
    return {"env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
