"""The prose of a note, taken apart so that it can be translated and put into Markdown.

Notes use little of reStructuredText: headings, paragraphs, lists, blocks of code and
``seealso``. What a catalog translates is one of these pieces each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import NamedTuple

from ..adapters.docutils import column_width

UNDERLINE = re.compile(r"([=\-~^])\1{2,}")
CODE = re.compile(r"\.\. code-block:: *(\w*)$")
ITEM = re.compile(r"(\d+\.|[-*]) +")
LITERAL = re.compile(r"``((?:[^`]|`(?!`))+)``")
ROLE = re.compile(r":[\w:+-]+:`([^`]*)`")
LINK = re.compile(r"`([^`<]*?) *<([^`>]*)>`__?")
# What must not be torn apart where a line is broken.
PIECE = re.compile(
    r"\s*(?:``(?:[^`]|`(?!`))+``|:[\w:+-]+:`[^`]*`|`[^`]*`_*|[!-~]+)|\s|[^\s!-~]"
)
CLOSING = "，。、；：！？）》”"


class Piece(NamedTuple):
    """A piece of prose.

    Attributes
    ----------
    kind : str
        ``"heading"``, ``"paragraph"``, ``"item"``, ``"code"``, ``"seealso"``, or
        ``"more"`` for a further paragraph of the latter.
    text : str
        On one line, as a catalog has it; of code, the lines.
    mark : str
        The character that underlines a heading, the bullet or the number of an item, or
        the language of code.
    """

    kind: str
    text: str
    mark: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Take prose in reStructuredText apart."""
    lines = [line.rstrip() for line in dedent(text).strip("\n").split("\n")]
    at = 0
    while at < len(lines):
        line = lines[at]
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if not line:
            at += 1
        elif UNDERLINE.fullmatch(below) and column_width(below) >= column_width(line):
            yield Piece("heading", line, below[0])
            at += 2
        elif line.startswith(".. "):
            stop = _end_of_body(lines, at + 1)
            body = dedent("\n".join(lines[at + 1 : stop])).strip("\n")
            code = CODE.match(line)
            if code is not None:
                yield Piece("code", body, code[1])
            else:
                for n, part in enumerate(re.split(r"\n{2,}", body)):
                    kind = "more" if n else "seealso"
                    yield Piece(kind, _joined(part.split("\n")))
            at = stop
        else:
            item = ITEM.match(line)
            stop = at + 1
            # An item may stand right below another one, but not below a paragraph.
            while stop < len(lines) and lines[stop]:
                if item is not None and ITEM.match(lines[stop]):
                    break
                stop += 1
            if item is not None:
                joined = _joined([line[item.end() :], *lines[at + 1 : stop]])
                yield Piece("item", joined, item[1])
            else:
                yield Piece("paragraph", _joined(lines[at:stop]))
            at = stop


def _end_of_body(lines: list[str], at: int) -> int:
    while at < len(lines) and (not lines[at] or lines[at].startswith(" ")):
        at += 1
    return at


def _joined(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines if line.strip())


def translate_pieces(text: str, translate: Callable[[str], str]) -> list[Piece]:
    """Take prose apart and translate each piece but code."""
    return [
        piece if piece.kind == "code" else piece._replace(text=translate(piece.text))
        for piece in pieces(text)
    ]


def as_source(found: list[Piece], width: int) -> list[str]:
    """Write pieces as lines of reStructuredText, as a note has them."""
    lines: list[str] = []
    before = ""
    for piece in found:
        if lines and not (piece.kind == before == "item"):
            lines.append("")
        before = piece.kind
        text = piece.text.replace("\\ ", "")
        if piece.kind == "heading":
            lines += [text, piece.mark * column_width(text)]
        elif piece.kind == "code":
            code = (f"   {line}" if line else "" for line in piece.text.split("\n"))
            lines += [f".. code-block:: {piece.mark}", "", *code]
        elif piece.kind in ("seealso", "more"):
            body = (f"   {line}" for line in wrapped(text, width - 3))
            lines += [".. seealso::", "", *body] if piece.kind == "seealso" else body
        elif piece.kind == "item":
            first, *rest = wrapped(text, width - len(piece.mark) - 1)
            indent = " " * (len(piece.mark) + 1)
            lines += [f"{piece.mark} {first}", *(f"{indent}{line}" for line in rest)]
        else:
            lines += wrapped(text, width)
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines; Chinese may break behind any character."""
    lines = [""]
    for piece in PIECE.findall(text):
        line = lines[-1] + piece
        # No character is wider than two columns.
        fits = 2 * len(line) <= width or column_width(line) <= width or piece in CLOSING
        if not fits and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


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
        if piece.kind == "code":
            parts.append(f"```{piece.mark}\n{piece.text}\n```")
            continue
        text = _inline(piece.text, title_of)
        if piece.kind == "heading":
            text = f"{'#' if piece.mark == '=' else '##'} {text}"
        elif piece.kind == "item":
            text = f"{piece.mark} {text}"
        parts.append(text)
    return "\n\n".join(parts)


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

    text = LITERAL.sub(keep, text.replace("\\ ", ""))
    text = LINK.sub(r"[\1](\2)", ROLE.sub(role, text))
    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], text)
