"""Let code be copied, and a cell be linked to. What it printed is not code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .wording import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handler."""
    app.connect("html-page-context", on_html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
