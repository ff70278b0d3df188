"""The text of notes in the language of the build, from the catalogs of their pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from ..languages import LANGUAGES, catalogs

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def read_translations(catalog: Path) -> dict[str, str]:
    """Return what a catalog translates; what is in doubt is as good as nothing.

    One that cannot be read holds nothing; the build remarks on it.
    """
    try:
        with catalog.open("rb") as stream:
            messages = list(read_po(stream))
    except Exception:  # Babel has many ways to fail on what is broken.
        return {}
    return {
        str(message.id): str(message.string)
        for message in messages
        if message.string and not message.fuzzy
    }


def on_note_translation(app: Sphinx, name: str) -> Callable[[str], str] | None:
    """Translate where the build is in another language than the notes."""
    language = app.config.language
    locales = Path(app.srcdir, app.config.locale_dirs[0])
    catalog = catalogs(locales, language) / "notes" / f"{name}.po"
    if language == LANGUAGES[0].code or not catalog.exists():
        return None
    known = read_translations(catalog)
    return lambda message: known.get(message, message)


def setup_translated_notes(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("note-translation", on_note_translation)
