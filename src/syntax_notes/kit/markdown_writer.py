"""Write what a page says as Markdown, as Jupyter shows it.

Every node becomes a token of markdown-it, and mdformat writes those: it knows what has
to be escaped, how deep an item is indented, and how long a fence is. Tables and
formulas are no part of CommonMark, and are written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from mdformat.renderer import DEFAULT_RENDERERS, MDRenderer

from .markdown_blocks import block_tokens
from .markdown_inlines import Places

if TYPE_CHECKING:
    from mdformat.renderer import RenderContext, RenderTreeNode
    from mdformat.renderer.typing import Render

__all__ = ["Places", "write_markdown"]


def write_markdown(parts: Iterable[nodes.Node], places: Places) -> str:
    """Return parts of a page as Markdown, without a newline at the end.

    Parameters
    ----------
    parts : iterable of docutils.nodes.Node
        Blocks, with references resolved. A heading knows how deep it is from the
        sections around it.
    places : Places
        Where links and pictures lead to.
    """
    options = {"mdformat": {"number": True}, "parser_extension": [_Extension]}
    tokens = block_tokens(parts, places)
    text: str = MDRenderer().render(tokens, options, {}, finalize=False)
    return text


def _text(node: RenderTreeNode, context: RenderContext) -> str:
    text: str = DEFAULT_RENDERERS["text"](node, context)
    # A single one would begin a formula if another follows.
    return text.replace("$", r"\$")


def _math_inline(node: RenderTreeNode, context: RenderContext) -> str:
    return f"${node.content}$"


def _math_block(node: RenderTreeNode, context: RenderContext) -> str:
    lines = [line for line in node.content.splitlines() if line.strip()]
    above = node.parent
    while above is not None:
        if above.type == "blockquote":
            # Jupyter would take the signs in front of further lines for the formula.
            return f"$$ {' '.join(line.strip() for line in lines)} $$"
        above = above.parent
    return "\n".join(["$$", *lines, "$$"])


def _table(node: RenderTreeNode, context: RenderContext) -> str:
    rows = [[cell.render(context) for cell in row.children] for row in node.children]
    if not rows or not rows[0]:
        return ""
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(node: RenderTreeNode, context: RenderContext) -> str:
    parts = []
    for part in node.children[0].children:
        if part.type == "math_inline":
            # Jupyter takes formulas out before it looks for cells.
            formula = part.content.replace("|", r"\vert ")
            parts.append(f"${formula}$")
        else:
            parts.append(part.render(context).replace("|", r"\|"))
    return "".join(parts)


class _Extension:
    """What is written here, as mdformat has it from its plugins."""

    RENDERERS: Mapping[str, Render] = {
        "text": _text,
        "math_inline": _math_inline,
        "math_block": _math_block,
        "table": _table,
        "td": _cell,
    }
