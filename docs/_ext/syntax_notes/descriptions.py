"""Describe each page to search engines, in its language, by its first paragraph."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the first paragraph below the page's title into its head."""
    if doctree is None:
        return
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            text = escape(" ".join(paragraph.astext().split()))
            context["metatags"] += f'<meta name="description" content="{text}">'
            return


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handler."""
    app.connect("html-page-context", on_html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
