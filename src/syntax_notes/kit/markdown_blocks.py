"""Paragraphs, lists, admonitions and the like of a page, as tokens of Markdown.

What has no sign in Markdown becomes what reads alike: an admonition is a quotation with
its name in front, a term and its definition are an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from docutils import nodes
from markdown_it.token import Token
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from .displayed_formulas import join_lines
from .markdown_inlines import (
    Places,
    between,
    html_token,
    inline_tokens,
    text_token,
)
from .markdown_tables import table_tokens

# What Sphinx calls code whose language nobody has named.
UNNAMED = {"default", "none"}
DEEPEST = 6  # Markdown has no smaller headings.


def block_tokens(parts: Iterable[nodes.Node], places: Places) -> list[Token]:
    """Return the tokens of blocks, one below the other."""
    return [token for part in parts for token in _tokens_of(part, places)]


def _tokens_of(node: nodes.Node, places: Places) -> list[Token]:
    for kind in type(node).__mro__:
        if kind in WRITTEN:
            return WRITTEN[kind](node, places)
    if isinstance(node, nodes.Text | nodes.Inline | nodes.image):
        return _paragraph_of(inline_tokens([node], places))
    if isinstance(node, nodes.TextElement):
        return _paragraph(node, places)
    # Whatever it is, its text is not lost.
    return block_tokens(node.children, places)


def _paragraph_of(within: list[Token], *, hidden: bool = False) -> list[Token]:
    if not any(token.content.strip() or token.type == "image" for token in within):
        return []
    found = between("paragraph", "p", [Token("inline", "", 0, children=within)])
    for token in found:
        token.hidden = hidden
    return found


def _strong_paragraph(text: list[Token]) -> list[Token]:
    return _paragraph_of(between("strong", "strong", text, markup="**"))


def _paragraph(node: nodes.Node, places: Places) -> list[Token]:
    return _paragraph_of(inline_tokens(node.children, places))


def _title(node: nodes.Node, places: Places) -> list[Token]:
    within = inline_tokens(node.children, places)
    level = 0
    above = node.parent
    if not isinstance(above, nodes.section):
        return _strong_paragraph(within)
    while above is not None:
        level += isinstance(above, nodes.section)
        above = above.parent
    level = min(level, DEEPEST)
    inline = Token("inline", "", 0, children=within)
    return between("heading", f"h{level}", [inline], markup="#" * level)


def _code(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.Element)
    language = str(node.get("language", "default")).lower()
    info = "text" if language in UNNAMED else language
    code = node.astext().rstrip("\n") + "\n"
    return [Token("fence", "code", 0, info=info, content=code)]


def _math(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.math_block)
    formula = node.astext()
    if not node.get("no-wrap"):
        formula = join_lines(formula)
    if number := node.get("number"):
        formula = rf"{formula} \tag{{{number}}}"
    return [Token("math_block", "math", 0, content=formula)]


def _list(kind: str, tag: str, items: list[list[Token]], start: int = 1) -> list[Token]:
    within = [token for item in items for token in between("list_item", "li", item)]
    tokens = between(kind, tag, within)
    tokens[0].attrs = {"start": start} if kind == "ordered_list" else {}
    return tokens if items else []


def _items(node: nodes.Element, places: Places) -> list[list[Token]]:
    """Return the tokens of each item; without blank lines where each has one line."""
    lists = (nodes.bullet_list, nodes.enumerated_list)
    tight = all(
        isinstance(part, lists if number else nodes.paragraph)
        for item in node.children
        for number, part in enumerate(item.children)
    )
    found = []
    for item in node.children:
        tokens: list[Token] = []
        for part in item.children:
            if tight and isinstance(part, nodes.paragraph):
                within = inline_tokens(part.children, places)
                tokens += _paragraph_of(within, hidden=True)
            else:
                tokens += _tokens_of(part, places)
        found.append(tokens)
    return found


def _bullet_list(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.bullet_list)
    return _list("bullet_list", "ul", _items(node, places))


def _enumerated_list(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.enumerated_list)
    return _list("ordered_list", "ol", _items(node, places), node.get("start", 1))


def _definition_list(node: nodes.Node, places: Places) -> list[Token]:
    items = []
    for item in node.children:
        heads: list[Token] = []
        below: list[Token] = []
        for part in item.children:
            if isinstance(part, nodes.term):
                heads += [html_token("<br>")] if heads else []
                heads += _marked_strong(part, places)
            elif isinstance(part, nodes.classifier):
                heads += [text_token(" : "), *inline_tokens(part.children, places)]
            else:
                below += _tokens_of(part, places)
        items.append(_paragraph_of(heads) + below)
    return _list("bullet_list", "ul", items)


def _field_list(node: nodes.Node, places: Places) -> list[Token]:
    items = []
    for field in node.children:
        name, body = field.children
        assert isinstance(name, nodes.Element)
        head = [*_marked_strong(name, places), text_token(":")]
        below = block_tokens(body.children, places)
        items.append(_with_prefix([*head, text_token(" ")], below))
    return _list("bullet_list", "ul", items)


def _option_list(node: nodes.Node, places: Places) -> list[Token]:
    items = []
    for item in node.children:
        group, description = item.children
        names = ", ".join(option.astext() for option in group.children)
        head = [Token("code_inline", "code", 0, content=names, markup="`")]
        below = block_tokens(description.children, places)
        items.append(_paragraph_of(head) + below)
    return _list("bullet_list", "ul", items)


def _marked_strong(node: nodes.Element, places: Places) -> list[Token]:
    within = inline_tokens(node.children, places)
    marked = any(token.type in ("strong_open", "em_open") for token in within)
    return within if marked else between("strong", "strong", within, markup="**")


def _with_prefix(prefix: list[Token], tokens: list[Token]) -> list[Token]:
    """Put something in front of the first paragraph, or into one of its own."""
    if tokens and tokens[0].type == "paragraph_open":
        inline = tokens[1]
        inline.children = [*prefix, *(inline.children or [])]
        return tokens
    return _paragraph_of(prefix) + tokens


def _quotation(within: list[Token]) -> list[Token]:
    return between("blockquote", "blockquote", within) if within else []


def _block_quote(node: nodes.Node, places: Places) -> list[Token]:
    return _quotation(block_tokens(node.children, places))


def _attribution(node: nodes.Node, places: Places) -> list[Token]:
    within = inline_tokens(node.children, places)
    return _paragraph_of([text_token("— "), *within])


def _admonition(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.Element)
    within = block_tokens(node.children, places)
    # A writer of HTML has put it in already, as a title.
    if node.tagname in admonitionlabels and node.next_node(nodes.title) is None:
        label = [text_token(str(admonitionlabels[node.tagname]))]
        within = _strong_paragraph(label) + within
    return _quotation(within)


def _strong_line(node: nodes.Node, places: Places) -> list[Token]:
    return _strong_paragraph(inline_tokens(node.children, places))


def _line_block(node: nodes.Node, places: Places) -> list[Token]:
    tokens: list[Token] = []
    for depth, line in _lines(node, 0):
        tokens += [Token("hardbreak", "br", 0)] if tokens else []
        tokens += [html_token("&nbsp;" * 4 * depth)] if depth else []
        tokens += inline_tokens(line.children, places)
    return _paragraph_of(tokens)


def _lines(block: nodes.Node, depth: int) -> Iterable[tuple[int, nodes.Node]]:
    for part in block.children:
        if isinstance(part, nodes.line_block):
            yield from _lines(part, depth + 1)
        else:
            yield depth, part


def _note(node: nodes.Node, places: Places) -> list[Token]:
    label, *blocks = node.children
    prefix = [text_token(f"[{label.astext()}] ")]
    return _with_prefix(prefix, block_tokens(blocks, places))


def _table(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.table)
    titles = [part for part in node.children if isinstance(part, nodes.title)]
    return block_tokens(titles, places) + table_tokens(node, places)


def _signature(node: nodes.Node, places: Places) -> list[Token]:
    code = Token("code_inline", "code", 0, content=node.astext(), markup="`")
    return _paragraph_of([code])


def _raw(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.raw)
    if "html" not in node["format"].split():
        return []
    html = node.astext()
    if "<pre" not in html:
        # To Markdown, HTML ends where a line is blank.
        html = re.sub(r"\n\s*\n", "\n", html)
    return [Token("html_block", "", 0, content=html)]


def _transition(node: nodes.Node, places: Places) -> list[Token]:
    return [Token("hr", "hr", 0, markup="---")]


def _nothing(node: nodes.Node, places: Places) -> list[Token]:
    return []


WRITTEN: dict[type, Callable[[nodes.Node, Places], list[Token]]] = {
    nodes.title: _title,
    nodes.subtitle: _strong_line,
    nodes.rubric: _strong_line,
    nodes.FixedTextElement: _code,
    addnodes.productionlist: _code,
    nodes.math_block: _math,
    nodes.bullet_list: _bullet_list,
    nodes.enumerated_list: _enumerated_list,
    nodes.definition_list: _definition_list,
    nodes.field_list: _field_list,
    nodes.option_list: _option_list,
    nodes.block_quote: _block_quote,
    nodes.attribution: _attribution,
    nodes.topic: _block_quote,
    nodes.sidebar: _block_quote,
    nodes.Admonition: _admonition,
    nodes.Invisible: _nothing,
    nodes.system_message: _nothing,
    nodes.line_block: _line_block,
    nodes.footnote: _note,
    nodes.citation: _note,
    nodes.table: _table,
    nodes.raw: _raw,
    nodes.transition: _transition,
    nodes.meta: _nothing,
    addnodes.index: _nothing,
    addnodes.desc_signature: _signature,
}
