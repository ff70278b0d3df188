"""Load on each page the styles and scripts that it uses, and let none of them block it.

Sphinx and sphinx-gallery put all of theirs on every page. Their scripts are for a
search, shortcuts, translations and tags that this site has of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..adapters import sphinx, sphinx_gallery
from ..event_order import HtmlPageContext

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

UNUSED = {*sphinx_gallery.STYLES, *sphinx_gallery.SCRIPTS, *sphinx.SCRIPTS}
# Needed by pages with this in their text.
NEEDED_BY = {sphinx_gallery.STYLE: "sphx-glr-"}


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add what every page needs, and choose among the files that were added by now."""
    app.add_js_file("scrolling.js", loading_method="defer")
    body = context.get("body", "")

    def used(file: Any) -> bool:
        name = str(file.filename or "").rpartition("/")[2]
        return name not in UNUSED and NEEDED_BY.get(name, "") in body

    for kind in ("css_files", "script_files"):
        context[kind] = [file for file in context[kind] if used(file)]
    for script in context["script_files"]:
        script.attributes.setdefault("defer", "defer")


def setup_loaded_files(app: Sphinx) -> None:
    """Register the handler; others add their files before."""
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.LOADED_FILES
    )
