"""What stands in a line of a page, as the tokens of which Markdown is written.

Where Markdown has no sign for something, HTML has: both are for Jupyter to show.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple

from docutils import nodes
from markdown_it.token import Token
from sphinx import addnodes

# How the ends of what is no plain text look to the text beside it: as punctuation.
SIGN = "."


class Places(NamedTuple):
    """Where links and pictures of a text lead to.

    Attributes
    ----------
    link : callable
        Returns the address of a reference; empty if it leads nowhere from here.
    picture : callable
        Returns the address of an image.
    """

    link: Callable[[nodes.Element], str]
    picture: Callable[[nodes.image], str]


def inline_tokens(parts: Iterable[nodes.Node], places: Places) -> list[Token]:
    """Return the tokens of what stands in a line."""
    tokens: list[Token] = []
    for part in parts:
        for token in _tokens_of(part, places):
            if tokens and tokens[-1].type == token.type == "text":
                tokens[-1].content += token.content
            else:
                tokens.append(token)
    return tokens


def text_token(text: str) -> Token:
    """Return the token of plain text, on one line."""
    return Token("text", "", 0, content=text.replace("\n", " "))


def html_token(html: str) -> Token:
    """Return the token of HTML in a line."""
    return Token("html_inline", "", 0, content=html)


def between(kind: str, tag: str, within: list[Token], **more: str) -> list[Token]:
    """Return tokens between an opening and a closing one."""
    opening = Token(f"{kind}_open", tag, 1, markup=more.pop("markup", ""))
    opening.attrs = dict(more)
    return [opening, *within, Token(f"{kind}_close", tag, -1, markup=opening.markup)]


def _tokens_of(node: nodes.Node, places: Places) -> list[Token]:
    if isinstance(node, nodes.Text):
        return [text_token(node.astext())]
    for kind in type(node).__mro__:
        if kind in WRITTEN:
            return WRITTEN[kind](node, places)
    return _inline(node, places)


def _inline(node: nodes.Node, places: Places) -> list[Token]:
    return inline_tokens(node.children, places)


def _nothing(node: nodes.Node, places: Places) -> list[Token]:
    return []


def _emphasis(node: nodes.Node, places: Places) -> list[Token]:
    return _emphasized(node, places, "em", "*")


def _strong(node: nodes.Node, places: Places) -> list[Token]:
    return _emphasized(node, places, "strong", "**")


def _emphasized(node: nodes.Node, places: Places, kind: str, mark: str) -> list[Token]:
    within = inline_tokens(node.children, places)
    if _may_be_marked(node):
        return between(kind, kind, within, markup=mark)
    return [html_token(f"<{kind}>"), *within, html_token(f"</{kind}>")]


def _may_be_marked(node: nodes.Node) -> bool:
    """Tell whether Markdown reads asterisks around a node as emphasis.

    It does not where punctuation is inside and a letter outside, as is usual in
    Chinese. https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    """
    parent = node.parent
    at = parent.index(node)
    start = " " if isinstance(parent, nodes.TextElement | nodes.entry) else SIGN
    if isinstance(parent, nodes.Inline):
        start = SIGN
    before = _edge(parent[at - 1], -1) if at else start
    after = _edge(parent[at + 1], 0) if at + 1 < len(parent) else start
    first, last = _edge(node, 0), _edge(node, -1)
    return _opens(before, first) and _opens(after, last)


def _opens(outside: str, inside: str) -> bool:
    return not inside.isspace() and (
        not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside)
    )


def _edge(node: nodes.Node, end: int) -> str:
    """Return the character at an end of a node: 0 for the first, -1 for the last."""
    while isinstance(node, nodes.Element) and node.children:
        if not isinstance(node, nodes.inline | nodes.emphasis | nodes.strong):
            return SIGN
        node = node[end]
    text = node.astext() if isinstance(node, nodes.Text) else ""
    return text[end] if text else SIGN


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _literal(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.Element)
    text = node.astext().replace("\n", " ")
    if "kbd" in node["classes"]:
        return [html_token(f"<kbd>{escape(text, quote=False)}</kbd>")]
    return [Token("code_inline", "code", 0, content=text, markup="`")] if text else []


def _math(node: nodes.Node, places: Places) -> list[Token]:
    text = " ".join(node.astext().split())
    return [Token("math_inline", "math", 0, content=text)]


def _subscript(node: nodes.Node, places: Places) -> list[Token]:
    within = inline_tokens(node.children, places)
    return [html_token("<sub>"), *within, html_token("</sub>")]


def _superscript(node: nodes.Node, places: Places) -> list[Token]:
    within = inline_tokens(node.children, places)
    return [html_token("<sup>"), *within, html_token("</sup>")]


def _abbreviation(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.Element)
    within = inline_tokens(node.children, places)
    if "explanation" not in node:
        return within
    opening = f'<abbr title="{escape(node["explanation"])}">'
    return [html_token(opening), *within, html_token("</abbr>")]


def _reference(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.Element)
    within = inline_tokens(node.children, places)
    address = places.link(node)
    if address and within:
        return between("link", "a", within, href=address)
    # The name of another page stands out, though nothing leads there.
    plain = all(token.type == "text" for token in within)
    if node.get("internal") and node.get("refuri") and within and plain:
        return _emphasized(node, places, "em", "*")
    return within


def _note_reference(node: nodes.Node, places: Places) -> list[Token]:
    return [text_token(f"[{node.astext()}]")]


def _image(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.image)
    alternative = str(node.get("alt", "")).replace("\n", " ")
    for bracket in "\\[]":
        alternative = alternative.replace(bracket, f"\\{bracket}")
    token = Token("image", "img", 0, content=alternative)
    token.attrs = {"src": places.picture(node), "alt": alternative}
    token.children = [text_token(alternative)]
    return [token]


def _raw(node: nodes.Node, places: Places) -> list[Token]:
    assert isinstance(node, nodes.raw)
    if "html" not in node["format"].split():
        return []
    return [html_token(node.astext())]


WRITTEN: dict[type, Callable[[nodes.Node, Places], list[Token]]] = {
    nodes.emphasis: _emphasis,
    nodes.title_reference: _emphasis,
    nodes.strong: _strong,
    nodes.literal: _literal,
    nodes.math: _math,
    nodes.subscript: _subscript,
    nodes.superscript: _superscript,
    nodes.abbreviation: _abbreviation,
    nodes.reference: _reference,
    nodes.footnote_reference: _note_reference,
    nodes.citation_reference: _note_reference,
    nodes.image: _image,
    nodes.raw: _raw,
    # What it names is shown; all else that docutils calls invisible is not.
    nodes.target: _inline,
    nodes.Invisible: _nothing,
    nodes.system_message: _nothing,
    addnodes.index: _nothing,
}
