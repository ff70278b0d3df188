"""Load the words of these rooms in the language of the build.

The catalog is ``<locales>/<language>/LC_MESSAGES/syntax_notes.po``, beside those of the
pages and that of the theme's words.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx import compile_catalog
from ..languages import catalogs
from ..wording import CATALOG

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME_CATALOG = "sphinx"


def setup_translations(app: Sphinx) -> None:
    """Load the catalog; Sphinx compiles those of the pages only, and later."""
    locales = Path(app.srcdir, app.config.locale_dirs[0])
    folder = catalogs(locales, app.config.language)
    # Pages are read again when the words on them have changed.
    words = [folder / f"{name}.po" for name in (CATALOG, THEME_CATALOG)]
    text = b"".join(path.read_bytes() for path in words if path.exists())
    app.add_config_value("notes_words", sha256(text).hexdigest(), "env", types=str)
    # What is left of a catalog that was deleted would still translate its page.
    for compiled in folder.rglob("*.mo"):
        if not compiled.with_suffix(".po").exists():
            compiled.unlink()
    compile_catalog(folder, CATALOG, app.config.language)
    app.add_message_catalog(CATALOG, str(locales))
