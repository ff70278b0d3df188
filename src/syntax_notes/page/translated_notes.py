"""The text of notes in the language of the build, from the catalogs of their pages."""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from ..languages import LANGUAGES, catalogs
from ..notes.prose import as_source, translate_pieces

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WIDTH = 88


class CatalogTranslation:
    """The translation of a note, as :mod:`syntax_notes.outputs.downloads` asks for it.

    Parameters
    ----------
    catalog : pathlib.Path
        The catalog of its page.
    """

    def __init__(self, catalog: Path) -> None:
        self.catalog = catalog
        self.known = _translations(catalog, catalog.stat().st_mtime_ns)

    def message(self, text: str) -> str:
        """Return the translation of a message; the message if it has none."""
        return self.known.get(text, text)

    def script(self, source: str) -> str:
        """Return a note with its prose translated; all else stays as it is."""
        tree = ast.parse(source)
        docstring = tree.body[0]
        above = source.split("\n")[: docstring.lineno - 1]
        end = docstring.end_lineno or 0
        text = self._text(ast.get_docstring(tree) or "")
        raw = "r" if any("\\" in line for line in text) else ""
        lines = [*above, f'{raw}"""', *text, '"""']
        prose: list[str] | None = None
        for line in [*source.split("\n")[end:], None]:
            if prose is not None and line is not None and line.startswith("#"):
                prose.append(line[1:].removeprefix(" "))
                continue
            if prose is not None:
                text = self._text("\n".join(prose), WIDTH - 2)
                lines += [f"# {one}".rstrip() for one in text]
                prose = None
            if line is not None:
                lines.append(line)
                prose = [] if line.startswith("# %%") else None
        return "\n".join(lines)

    def _text(self, prose: str, width: int = WIDTH) -> list[str]:
        return as_source(translate_pieces(prose, self.message), width)


@functools.lru_cache(maxsize=1024)
def _translations(path: Path, changed: int) -> dict[str, str]:
    """Read a catalog, which its own note and those that link to it ask for.

    One that cannot be read holds nothing; the build remarks on it.
    """
    try:
        with path.open("rb") as stream:
            messages = list(read_po(stream))
    except Exception:  # Babel has many ways to fail on what is broken.
        return {}
    return {
        str(message.id): str(message.string)
        for message in messages
        if message.string and not message.fuzzy
    }


def on_note_translation(app: Sphinx, name: str) -> CatalogTranslation | None:
    """Translate where the build is in another language than the notes."""
    language = app.config.language
    locales = Path(app.srcdir, app.config.locale_dirs[0])
    catalog = catalogs(locales, language) / "notes" / f"{name}.po"
    if language == LANGUAGES[0].code or not catalog.exists():
        return None
    return CatalogTranslation(catalog)


def setup_translated_notes(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("note-translation", on_note_translation)
