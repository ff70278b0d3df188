"""Draw what a note asks for: ``# sphinx_gallery_diagram = "torch.gather(t, 1, i)"``.

The image scraper traces the expression with the tensors of the run and keeps the trace
beside the page. The directive ``diagram``, which it puts on the page, draws it.
"""

from __future__ import annotations

import ast
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx_gallery.py_source_parser import extract_file_config

from .drawing import Drawing
from .note_errors import DECLARED_FAILURE, raise_at
from .traces import Trace
from .wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator
    from sphinx_gallery.py_source_parser import Block

ASKED = re.compile(r"^[ \t]*#\s*sphinx_gallery_diagram\b", re.MULTILINE)
CARD = "sphx_glr_{}_card.svg"
# Bytes, uncompressed.
LARGEST = 30_000
STYLESHEET = Path(__file__).parents[2] / "_static" / "diagram.css"
RULE = re.compile(r"^\.diagram svg ([^\s{][^{]*\{[^}]*\})", re.MULTILINE)
# The variables of a drawing that stands alone, which on a page are those of the theme.
VARIABLES = (
    "svg{color-scheme:light dark;--fg:#222;--line:#777;--on:#0a4bff;--tint:.4}"
    "@media(prefers-color-scheme:dark){svg{--fg:#ddd;--line:#999;--on:#3d94ff;--tint:.3}}"
)


class DiagramError(Exception):
    """A note asks for a diagram that cannot be drawn; the message says why."""


def scrape_diagram(
    block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
) -> str:
    """Draw the diagram that a cell asks for: an image scraper of sphinx-gallery.

    Returns
    -------
    str
        The directive that shows it; nothing if the cell asks for none, or has failed.

    Raises
    ------
    DiagramError
        If it cannot be drawn, with the line of the comment at the end of the traceback.
    """
    asked = list(ASKED.finditer(block.content))
    if not asked or {"formatted_exception", DECLARED_FAILURE} & script_vars.keys():
        return ""
    line = block.lineno + block.content[: asked[-1].start()].count("\n")
    # Imported here, with torch, where a note runs.
    from . import provenance

    try:
        if len(asked) > 1:
            raise DiagramError("a cell can have one diagram; split it for another one")
        expression = extract_file_config(block.content).get("diagram")
        if not isinstance(expression, str):
            raise DiagramError(
                "sphinx_gallery_diagram must be one expression in quotes, as in "
                '# sphinx_gallery_diagram = "torch.gather(t, 1, index)"'
            )
        names = script_vars["example_globals"]
        output = assigned_name(block.content, expression)
        trace = provenance.trace(expression, names, output or "out")
        if output and not _is_value(names.get(output), trace):
            raise DiagramError(
                f"after the cell, {expression!r} is not what the cell calls {output}; "
                "give it a name of its own"
            )
        style = VARIABLES + standalone_style()
        svg = Drawing(trace).svg(style)
        if len(svg.encode()) > LARGEST:
            raise DiagramError(
                f"the diagram of {expression!r} is {len(svg.encode()):,} bytes large, "
                f"more than {LARGEST:,}; use smaller tensors"
            )
    except (DiagramError, provenance.CannotTrace) as error:
        raise_at(script_vars["src_file"], line, DiagramError(str(error)))
    except Exception as error:
        message = f"no diagram of {expression!r}: {type(error).__name__}: {error}"
        raise_at(script_vars["src_file"], line, DiagramError(message))
    path = Path(next(script_vars["image_path_iterator"])).with_suffix(".svg")
    path.write_text(svg, encoding="utf-8")
    trace.write(path.with_suffix(".json"))
    card = path.with_name(CARD.format(Path(script_vars["src_file"]).stem))
    if not card.exists():
        card.write_text(Drawing(trace, compact=True).svg(style), encoding="utf-8")
    address = path.with_suffix(".json").relative_to(gallery_conf["src_dir"]).as_posix()
    return f"\n\n.. diagram:: /{address}\n\n\n"


def assigned_name(code: str, expression: str) -> str:
    """Return the name that a cell gives to the value of an expression, if any."""
    try:
        wanted = ast.dump(ast.parse(expression.strip(), mode="eval").body)
    except SyntaxError:
        return ""  # The error is reported where it is traced.
    for statement in ast.walk(ast.parse(code)):
        if isinstance(statement, ast.Assign) and ast.dump(statement.value) == wanted:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                return target.id
    return ""


def _is_value(found: Any, trace: Trace) -> bool:
    """Tell whether a name of the note has the value that was traced."""
    shape = tuple(getattr(found, "shape", ()))
    if shape != trace.output.shape:
        return False
    pairs = zip(found.flatten().tolist(), trace.output.values, strict=True)
    return all(one == other or (one != one and other != other) for one, other in pairs)


def standalone_style() -> str:
    """Return the rules of the stylesheet that a drawing needs, without white space."""
    text = STYLESHEET.read_text(encoding="utf-8")
    return re.sub(r"\s*([{}:;,>])\s*|\n\s*", r"\1", "".join(RULE.findall(text)))


class diagram(nodes.General, nodes.Element):
    """A diagram: ``svg`` is the drawing, ``text`` its alternative, with a caption."""


class Diagram(SphinxDirective):
    """Draw what the run has traced."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Draw in the language of the page, with the outlined element as caption."""
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        trace = Trace.read(Path(path))
        drawing = Drawing(trace)
        drawn = diagram(svg=drawing.svg(), text=drawing.text)
        caption = nodes.paragraph("", "", nodes.literal("", trace.expression))
        if drawing.grouping.said:
            text = _(". Colour and letter: {groups}.").format(
                groups=drawing.grouping.said
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the node."""
    app.add_directive("diagram", Diagram)
    app.add_node(
        diagram,
        html=(visit_diagram, depart_diagram),
        latex=(pass_diagram, pass_diagram),
        text=(pass_diagram, pass_diagram),
    )
    app.connect("html-page-context", on_html_page_context)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
