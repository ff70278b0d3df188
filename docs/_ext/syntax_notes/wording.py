"""The words of this site's extensions, in the language of the build.

Every sentence that the extensions put on a page goes through :func:`_`. The catalog is
``docs/locales/<language>/LC_MESSAGES/syntax_notes.po``, beside those of the pages.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util.i18n import CatalogInfo

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CATALOG = "syntax_notes"
LOCALES = Path(__file__).parents[2] / "locales"

_ = get_translation(CATALOG)


def call_of(title: str) -> str:
    """Return what a title names before its colon, which Chinese writes wide."""
    return re.split(r": |：", title, maxsplit=1)[0]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the catalog; Sphinx compiles those of the pages only, and later."""
    folder = LOCALES / app.config.language / "LC_MESSAGES"
    # Pages are read again when the words on them have changed.
    words = [folder / f"{name}.po" for name in (CATALOG, "sphinx")]
    text = b"".join(path.read_bytes() for path in words if path.exists())
    app.add_config_value("notes_words", sha256(text).hexdigest(), "env", types=str)
    info = CatalogInfo(str(folder), CATALOG, "utf-8")
    if Path(info.po_path).exists() and info.is_outdated():
        info.write_mo(app.config.language)
    app.add_message_catalog(CATALOG, LOCALES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
