"""The words that these rooms put on pages: each goes through :func:`_`.

They are English here. A site in other languages loads a catalog with the name
:data:`CATALOG` (:mod:`syntax_notes.site.translations`).
"""

from sphinx.locale import get_translation

CATALOG = "syntax_notes"

_ = get_translation(CATALOG)
