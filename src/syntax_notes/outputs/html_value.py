"""The value of a cell's last line as HTML; as text where a page cannot hold HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..adapters.sphinx_gallery import HTML_CLOSES, HTML_OPENS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class html_value(nodes.General, nodes.Element):
    """A value: ``html`` is how it shows itself. The child is what it is as text."""


def html_in(part: list[nodes.Node], *, take: bool = False) -> str:
    """Return the value that a cell shows as HTML, if any; ``take`` it from its page."""
    values = [
        raw
        for node in part
        for raw in node.findall(nodes.raw)
        if raw.astext().startswith(HTML_OPENS)
    ]
    for value in values if take else []:
        value.parent.remove(value)
    texts = (value.astext().strip() for value in values)
    return "".join(text.removesuffix(HTML_CLOSES).strip() for text in texts)


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
