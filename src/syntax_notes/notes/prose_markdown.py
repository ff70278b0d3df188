"""The prose of a note as Markdown, for its notebook and for programs that read."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent

from .prose import DIRECTIVE, OPTION, Piece

LITERAL = re.compile(r"``((?:[^`]|`(?!`))+)``")
MATH = re.compile(r":math:`([^`]+)`")
ROLE = re.compile(r":[\w:+-]+:`([^`]*)`")
LINK = re.compile(r"`([^`<]*?) *<([^`>]*)>`__?")


def as_markdown(found: list[Piece], title_of: Callable[[str], str]) -> str:
    """Write pieces as Markdown.

    Parameters
    ----------
    found : list of Piece
        What to write.
    title_of : callable
        Returns the title of the note that a label leads to; empty if there is none.
    """
    parts = []
    for piece in found:
        margin = " " * piece.indent
        written = _markdown_of(piece, title_of)
        if written:
            parts.append(margin + written.replace("\n", f"\n{margin}"))
    return "\n\n".join(parts)


def _markdown_of(piece: Piece, title_of: Callable[[str], str]) -> str:
    if piece.kind == "code":
        return f"```{piece.mark}\n{piece.text}\n```"
    if piece.kind == "literal" or piece.mark == "table":
        return f"```text\n{piece.text}\n```"
    if piece.kind == "verbatim":
        return _markdown_of_directive(piece)
    text = _inline(piece.text, title_of)
    if piece.kind == "heading":
        return f"{'#' if piece.mark == '=' else '##'} {text}"
    if piece.kind == "item":
        return f"{piece.mark} {text}"
    if piece.kind in ("admonition", "more") and piece.mark != "seealso":
        return f"> {text}"
    return text


def _markdown_of_directive(piece: Piece) -> str:
    first, *rest = piece.text.split("\n")
    directive = DIRECTIVE.match(first)
    if directive is None:
        # A comment or a target is not shown.
        return "" if first.startswith("..") else piece.text
    lines = dedent("\n".join(rest)).strip("\n").split("\n")
    options = {}
    while lines and OPTION.match(lines[0]):
        name, _, value = lines.pop(0)[1:].partition(":")
        options[name] = value.strip()
    body = "\n".join(lines).strip("\n")
    name, argument = directive[1], directive[2]
    if name == "math":
        formula = "\n".join(filter(None, (argument, body)))
        return f"$$\n{formula}\n$$"
    if name in ("image", "figure"):
        picture = f"![{options.get('alt', '')}]({argument})"
        return "\n\n".join(filter(None, (picture, body)))
    if name in ("code-block", "code", "sourcecode"):
        return f"```{argument}\n{body}\n```"
    return f"```rst\n{piece.text}\n```"


def _inline(text: str, title_of: Callable[[str], str]) -> str:
    def role(match: re.Match[str]) -> str:
        target = match[1]
        if title := title_of(target):
            return f"*{title}*"
        if "<" in target:
            return target.partition("<")[0].strip()
        return f"`{target.rpartition('.')[2] if target[0] == '~' else target}`"

    def literal(match: re.Match[str]) -> str:
        return f"`` {match[1].strip()} ``" if "`" in match[1] else f"`{match[1]}`"

    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(literal(match))
        return f"\0{len(kept) - 1}\0"

    def formula(match: re.Match[str]) -> str:
        kept.append(f"${match[1]}$")
        return f"\0{len(kept) - 1}\0"

    text = LITERAL.sub(keep, text.replace("\\ ", ""))
    text = MATH.sub(formula, text)
    text = LINK.sub(r"[\1](\2)", ROLE.sub(role, text))
    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], text)
