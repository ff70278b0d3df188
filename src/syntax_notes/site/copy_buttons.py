"""Let code be copied, and a cell be linked to. What it printed is not code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..event_order import HtmlPageContext
from ..wording import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Hand the words to the template of pages that have code."""
    if "highlight-" in context.get("body", ""):
        context["copy_words"] = {
            "copy": _("Copy"),
            "copied": _("Copied"),
            "link": _("Link to this cell"),
        }
        app.add_js_file("copy.js", loading_method="defer")


def setup_copy_buttons(app: Sphinx) -> None:
    """Register the handler."""
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.COPY_BUTTONS
    )
