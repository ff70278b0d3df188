"""The directive ``diagram`` draws what a run traced, in the language of the page."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..event_order import HtmlPageContext
from ..wording import _
from .drawing import Drawing
from .styles import STYLESHEET
from .traces import Trace

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class diagram(nodes.General, nodes.Element):
    """A diagram: ``svg`` is the drawing, ``text`` its alternative, ``uri`` its file.

    The children are its caption.
    """


class Diagram(SphinxDirective):
    """Draw what the run has traced."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Draw in the language of the page, with the outlined element as caption."""
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        trace = Trace.read(Path(path))
        drawing = Drawing(trace)
        drawn = diagram(svg=drawing.svg(), text=drawing.text, uri=self.arguments[0])
        caption = nodes.paragraph("", "", nodes.literal("", trace.expression))
        if drawing.grouping.text:
            text = _(". Colour and letter: {groups}.").format(
                groups=drawing.grouping.text
            )
            caption += nodes.Text(text)
        drawn += caption
        drawn += nodes.paragraph(
            "",
            _("Outlined: "),
            nodes.inline(drawing.rule, drawing.rule, classes=["diagram-rule"]),
            classes=["diagram-line"],
        )
        return [drawn]


def visit_diagram(self: HTML5Translator, node: diagram) -> None:
    """Open the figure, and put the drawing in a box that scrolls."""
    words = {
        "play": _("Play"),
        "stop": _("Stop"),
        "to": _("goes to"),
        "leads": _("leads to"),
        "nowhere": _("goes nowhere"),
        "cut": _("elements that are not drawn"),
    }
    data = "".join(f' data-{key}="{escape(word)}"' for key, word in words.items())
    self.body.append(
        f'<figure class="diagram"{data}>'
        f'<div class="diagram-box" tabindex="0">{node["svg"]}</div><figcaption>'
    )


def depart_diagram(self: HTML5Translator, node: diagram) -> None:
    """Close the figure."""
    self.body.append("</figcaption></figure>\n")


def pass_diagram(self: Any, node: diagram) -> None:
    """Show the caption, for writers that cannot draw."""


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load style and script on pages that have a diagram."""
    if doctree is not None and next(doctree.findall(diagram), None) is not None:
        app.add_css_file(STYLESHEET.name)
        app.add_js_file("diagram.js", loading_method="defer")


def setup_directive(app: Sphinx) -> None:
    """Register the directive and the node."""
    app.add_directive("diagram", Diagram)
    app.add_node(
        diagram,
        html=(visit_diagram, depart_diagram),
        latex=(pass_diagram, pass_diagram),
        text=(pass_diagram, pass_diagram),
    )
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.DIAGRAMS
    )
