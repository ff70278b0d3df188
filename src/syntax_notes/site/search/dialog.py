"""Put the search dialog on each page: its script, and its words for the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...event_order import HtmlPageContext
from ...wording import _

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
    """Hand the words to the template; the script puts the numbers in."""
    context["search_words"] = {
        "search": _("Search"),
        "hint": _("Search: a call, an error message, a word"),
        "close": _("Close"),
        "one": _("1 page"),
        "many": _("{count} pages"),
        "best": _("the best {count}:"),
        "none": _("No page has “{query}”."),
        "missing": _("Not on any page: {words}"),
        "broken": _("The search could not be loaded."),
    }
    app.add_js_file("search.js", loading_method="defer")


def setup_dialog(app: Sphinx) -> None:
    """Register the handler."""
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.SEARCH
    )
