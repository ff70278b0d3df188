"""The line of a note that says on which releases it was run, where a reader picks one.

Without JavaScript it is a line of text. A script puts a list behind it, and keeps what
is chosen for all pages.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..event_order import HtmlPageContext
from ..places import label
from ..wording import _
from .folds import add_node_of_pages, fold

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class note_releases(nodes.paragraph):
    """The line; ``releases`` are all of them, of what is called ``title``."""


def visit_note_releases(self: HTML5Translator, node: note_releases) -> None:
    """Hand the releases, and the words of the list, to the script."""
    data = {
        "releases": " ".join(node["releases"]),
        "labels": " ".join(label(one, node["releases"]) for one in node["releases"]),
        "yours": _("Your {package}:").format(package=node["title"]),
        "newest": _("the newest"),
        "hint": _("Put what your release printed first, on every page"),
    }
    attributes = "".join(f' data-{key}="{escape(text)}"' for key, text in data.items())
    self.body.append(f'<p class="{" ".join(node["classes"])}"{attributes}>')


def depart_note_releases(self: HTML5Translator, node: note_releases) -> None:
    """Close the paragraph."""
    self.body.append("</p>\n")


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script on pages that show what releases printed."""
    if doctree is not None and any(
        isinstance(node, note_releases | fold) and "releases" in node
        for node in doctree.findall(nodes.Element)
    ):
        app.add_js_file("your-release.js", loading_method="defer")


def setup_releases(app: Sphinx) -> None:
    """Register the node and the handler."""
    add_node_of_pages(app, note_releases, (visit_note_releases, depart_note_releases))
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.FOLDS
    )
