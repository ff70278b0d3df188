"""The value of a cell's last line as HTML; as text where a page cannot hold HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..adapters.sphinx_gallery import HTML_CLOSES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class html_value(nodes.General, nodes.Element):
    """A value: ``html`` is how it shows itself. The child is what it is as text."""


def html_of(raw: nodes.raw) -> str:
    """Return the HTML of a value that sphinx-gallery has put on a page."""
    return raw.astext().strip().removesuffix(HTML_CLOSES).strip()


def visit_html_value(self: HTML5Translator, node: html_value) -> None:
    """Write the HTML; a book is XML, and has the text."""
    if self.builder.name != "epub":
        self.body.append(f"{node['html']}\n")
        raise nodes.SkipNode


def pass_html_value(self: Any, node: html_value) -> None:
    """Show the text, for other writers."""


def setup_html_value(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(
        html_value,
        html=(visit_html_value, pass_html_value),
        latex=(pass_html_value, pass_html_value),
        text=(pass_html_value, pass_html_value),
    )
