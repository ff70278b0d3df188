"""Write formulas as MathML, which browsers and e-readers show by themselves.

Sphinx's own way loads a script from another host. A formula that cannot be read is a
warning with its place, and with that the end of the build.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from ..kit.displayed_formulas import join_lines
from ..wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

NAME = "mathml"
# A book is XML, which knows five names only.
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")

logger = logging.getLogger(__name__)


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(xml_namespace=True, fancy_error=False)


def to_mathml(formula: str, *, displayed: bool) -> str:
    """Return a formula of LaTeX as a ``math`` element.

    Raises
    ------
    math_core.LatexError
        If the formula cannot be read.
    """
    element = _converter().convert_with_local_state(formula, displaystyle=displayed)
    return NAMED.sub(lambda name: unescape(name[0]), element)


def _convert(node: nodes.math | nodes.math_block, formula: str, displayed: bool) -> str:
    try:
        return to_mathml(formula, displayed=displayed)
    except LatexError as error:
        logger.warning(
            "the formula %r cannot be read: %s",
            node.astext(),
            " ".join(str(error).split()),
            location=node,
        )
        return f"<code>{escape(node.astext())}</code>"


def visit_math(writer: HTML5Translator, node: nodes.math) -> None:
    """Write a formula that stands in a line."""
    writer.body.append(_convert(node, node.astext(), displayed=False))
    raise nodes.SkipNode


def visit_math_block(writer: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands by itself, with its number if it has one."""
    writer.body.append(writer.starttag(node, "div", CLASS="math notranslate"))
    if node["number"]:
        number = get_node_equation_number(writer, node)
        writer.body.append(f'<span class="eqno">({number})')
        writer.add_permalink_ref(node, _("Link to this equation"))
        writer.body.append("</span>")
    formula = node.astext()
    plain = node.get("no-wrap", False)
    writer.body.append(
        _convert(node, formula if plain else join_lines(formula), displayed=True)
    )
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def setup_formulas(app: Sphinx) -> None:
    """Register the way to write formulas, which ``html_math_renderer`` chooses."""
    app.add_html_math_renderer(NAME, (visit_math, None), (visit_math_block, None))
