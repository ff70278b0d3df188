"""The prose of a note, taken apart so that it can be translated.

A heading, a paragraph, an item of a list, what an admonition says: each is a piece that
a catalog translates. Code, formulas, pictures, tables and whatever else is written in
reStructuredText are pieces that stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import NamedTuple

from ..adapters.docutils import column_width

UNDERLINE = re.compile(r"([=\-~^])\1{2,}")
CODE = re.compile(r"\.\. code-block:: *(\w*)$")
DIRECTIVE = re.compile(r"\.\. ([\w:-]+):: *(.*)")
OPTION = re.compile(r":[\w-]+:( |$)")
FIELD = re.compile(r":[^`:]+:( |$)")
ADMONITIONS = {
    *("attention", "caution", "danger", "error", "hint", "important", "note"),
    *("seealso", "tip", "warning"),
}
ITEM = re.compile(r"(\d+\.|[-*]) +")
TABLE = re.compile(r"=+( +=+)+|\+[-=]+(\+[-=]+)*\+")
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
        ``"heading"``, ``"paragraph"``, ``"item"``, ``"admonition"``, or ``"more"`` for
        a further paragraph of the latter; and of what is not translated, ``"code"``,
        ``"literal"`` for a block below ``::``, ``"verbatim"`` for anything else.
    text : str
        On one line, as a catalog has it; of what is not translated, the lines.
    mark : str
        The character that underlines a heading, the bullet or the number of an item,
        the language of code, or the name of a directive.
    indent : int
        By how many characters it is indented, as what belongs to an item is.
    """

    kind: str
    text: str
    mark: str = ""
    indent: int = 0


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
        elif line.startswith(".. ") or line == "..":
            stop = _end_of_body(lines, at + 1)
            yield from _explicit(lines[at:stop])
            at = stop
        elif line.startswith(" "):
            stop = _end_of_body(lines, at)
            indent = min(len(one) - len(one.lstrip()) for one in lines[at:stop] if one)
            for piece in pieces("\n".join(lines[at:stop])):
                yield piece._replace(indent=piece.indent + indent)
            at = stop
        else:
            stop = _end_of_paragraph(lines, at)
            if TABLE.fullmatch(line):
                yield Piece("verbatim", "\n".join(lines[at:stop]), "table")
            elif _is_kept(line, below):
                yield Piece("verbatim", "\n".join(lines[at:stop]))
            else:
                body = _end_of_body(lines, stop)
                yield from _paragraph(lines[at:stop], lines[stop:body])
                stop = body if lines[stop - 1].endswith("::") else stop
            at = stop


def _is_kept(line: str, below: str) -> bool:
    """Tell whether lines belong to a block of lines, or a list of fields or terms."""
    term = below.startswith(" ") and ITEM.match(line) is None
    return line.startswith("| ") or term or FIELD.match(line) is not None


def _end_of_body(lines: list[str], at: int) -> int:
    while at < len(lines) and (not lines[at] or lines[at].startswith(" ")):
        at += 1
    return at


def _end_of_paragraph(lines: list[str], at: int) -> int:
    item = ITEM.match(lines[at])
    stop = at + 1
    # An item may stand right below another one, but not below a paragraph.
    while stop < len(lines) and lines[stop]:
        if item is not None and ITEM.match(lines[stop]):
            break
        stop += 1
    # A table may have empty lines in it, and ends with a line like its first.
    if TABLE.fullmatch(lines[at]) and lines[stop - 1] != lines[at]:
        ends = [n for n in range(stop, len(lines)) if lines[n] == lines[at]]
        return ends[0] + 1 if ends else stop
    return stop


def _explicit(lines: list[str]) -> Iterator[Piece]:
    """Take a directive apart, or a comment or a target."""
    body = dedent("\n".join(lines[1:])).strip("\n")
    code, directive = CODE.match(lines[0]), DIRECTIVE.match(lines[0])
    if code is not None and not OPTION.match(body):
        yield Piece("code", body, code[1])
    elif directive is not None and directive[1] in ADMONITIONS:
        said = "\n".join([directive[2], body]).strip("\n")
        for n, part in enumerate(re.split(r"\n{2,}", said)):
            yield Piece("more" if n else "admonition", _joined(part), directive[1])
    else:
        name = directive[1] if directive is not None else ""
        yield Piece("verbatim", "\n".join(lines).rstrip("\n"), name)


def _paragraph(lines: list[str], body: list[str]) -> Iterator[Piece]:
    """Take apart a paragraph or an item; a block is literal if ``::`` stands above."""
    text = "\n".join(lines)
    if literal := text.endswith("::"):
        # As Sphinx reads it: one colon stays, unless a space stands before both.
        text = text[:-2].rstrip() if text[:-2].endswith((" ", "\n")) else text[:-1]
    item = ITEM.match(text)
    if item is not None:
        yield Piece("item", _joined(text[item.end() :]), item[1])
    elif text.strip(":"):
        yield Piece("paragraph", _joined(text))
    if literal:
        yield Piece("literal", dedent("\n".join(body)).strip("\n"))


def _joined(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


def translate_pieces(text: str, translate: Callable[[str], str]) -> list[Piece]:
    """Take prose apart and translate each piece that is a sentence."""
    return [
        piece
        if piece.kind in ("code", "literal", "verbatim")
        else piece._replace(text=translate(piece.text))
        for piece in pieces(text)
    ]


def as_source(found: list[Piece], width: int) -> list[str]:
    """Write pieces as lines of reStructuredText, as a note has them."""
    lines: list[str] = []
    before = Piece("", "")
    for piece in found:
        if lines and not _are_one_list(before, piece):
            lines.append("")
        before = piece
        margin = " " * piece.indent
        lines += [
            f"{margin}{line}" if line else ""
            for line in _source_of(piece, width - piece.indent)
        ]
    return lines


def _are_one_list(before: Piece, piece: Piece) -> bool:
    return (
        piece.kind == before.kind == "item"
        and piece.indent == before.indent
        and piece.mark.lstrip("0123456789") == before.mark.lstrip("0123456789")
    )


def _source_of(piece: Piece, width: int) -> list[str]:
    text = piece.text.replace("\\ ", "")
    indented = [f"   {line}" if line else "" for line in piece.text.split("\n")]
    if piece.kind == "verbatim":
        return piece.text.split("\n")
    if piece.kind == "code":
        return [f".. code-block:: {piece.mark}", "", *indented]
    if piece.kind == "literal":
        return ["::", "", *indented]
    if piece.kind == "heading":
        return [text, piece.mark * column_width(text)]
    if piece.kind in ("admonition", "more"):
        body = [f"   {line}" for line in wrapped(text, width - 3)]
        return [f".. {piece.mark}::", "", *body] if piece.kind == "admonition" else body
    if piece.kind == "item":
        first, *rest = wrapped(text, width - len(piece.mark) - 1)
        indent = " " * (len(piece.mark) + 1)
        return [f"{piece.mark} {first}", *(f"{indent}{line}" for line in rest)]
    return wrapped(text, width)


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
