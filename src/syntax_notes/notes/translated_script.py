"""Put translations into a script, in place of the lines that they translate.

Sphinx has read the prose and says what its messages are, each as the lines of the
script that it was made from. Those lines are replaced; all others stay as they are:
code, comments, what stands above the docstring, and all markup that is no sentence.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..adapters.docutils import column_width
from .line_breaking import wrapped

if TYPE_CHECKING:
    from ..adapters.sphinx import Message

WIDTH = 88
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # Of UTF-8, at the beginning of some files.
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+")
# Where a message may begin in a line: behind spaces, or behind such a sign.
BEFORE = re.compile(r"(.*( {2}|(::|[-*+•|\])}.:]) ))?\s*|\s*:")
# The part of a literal before its text.
OPENING = re.compile(r"(?i)([rbuf]*)('''|\"\"\"|'|\")")


def translate_script(
    source: str,
    starts: Sequence[int],
    messages: Sequence[Sequence[Message]],
    translate: Callable[[str], str],
) -> str:
    """Return a script with its prose translated.

    Parameters
    ----------
    source : str
        The script. It begins with a docstring, comments aside.
    starts : sequence of int
        The line, counted from 1, with which each block of text begins, of which the
        first is the docstring; 0 for a block of code.
    messages : sequence of sequence of Message
        What the page of the script says in each block.
    translate : callable
        Returns the translation of a message; the message itself if there is none.
    """
    text = source.removeprefix(MARK)
    lines = text.split("\n")
    # From the end, so that lines keep their numbers until they are replaced.
    for start, said in reversed([*zip(starts, messages, strict=True)][1:]):
        stop = start - 1
        while start and stop < len(lines) and lines[stop].startswith("#"):
            stop += 1
        if start:
            prose = [line[1:] for line in lines[start - 1 : stop]]
            prose = _Prose(prose, WIDTH - 1).translated(said, translate)
            lines[start - 1 : stop] = [f"#{line}".rstrip() for line in prose]
    text = _with_docstring("\n".join(lines), messages[0], translate)
    return source[: len(source) - len(source.removeprefix(MARK))] + text


def _with_docstring(
    text: str, messages: Sequence[Message], translate: Callable[[str], str]
) -> str:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.Expr)
    assert isinstance(node.value, ast.Constant)
    before = str(node.value.value)
    after = "\n".join(_Prose(before.split("\n"), WIDTH).translated(messages, translate))
    if after == before:
        return text
    # The offsets of a tree are in bytes.
    lines = text.encode("utf-8").split(b"\n")
    first, last = node.value.lineno - 1, (node.value.end_lineno or 0) - 1
    start = sum(len(line) + 1 for line in lines[:first]) + node.value.col_offset
    stop = sum(len(line) + 1 for line in lines[:last])
    stop += node.value.end_col_offset or 0
    whole = text.encode("utf-8")
    literal = _literal_like(whole[start:stop].decode("utf-8"), after)
    return (whole[:start] + literal.encode("utf-8") + whole[stop:]).decode("utf-8")


def _literal_like(literal: str, text: str) -> str:
    """Return a literal with another text, written as it was if that can be."""
    opening = OPENING.match(literal)
    assert opening is not None
    prefix, quotes = opening[1], opening[2]
    raw = "r" in prefix.lower()
    escaped = text.replace("\\", "\\\\").replace('"""', r"\"\"\"")
    escaped = f'{escaped[:-1]}\\"' if escaped.endswith('"') else escaped
    # A backslash behind the quotes joins the first line to them.
    joins = not raw and literal[opening.end() :].startswith("\\\n")
    joined = "\\\n" if joins else ""
    kept = text if raw or "\\" not in text else escaped
    alike = f"{prefix}{quotes}{joined}{kept}{quotes}"
    return alike if _value_of(alike) == text else f'"""{joined}{escaped}"""'


def _value_of(literal: str) -> object:
    try:
        return ast.literal_eval(literal)
    except SyntaxError:
        return None


class _Place(NamedTuple):
    """Where a message stands: its lines, and what is around it in the first."""

    first: int
    last: int
    before: str
    behind: str


class _Prose:
    """Lines of prose, some of which are replaced.

    Parameters
    ----------
    lines : list of str
        The lines; of a comment, without its sign.
    width : int
        The columns that there are for them.
    """

    def __init__(self, lines: list[str], width: int) -> None:
        self.lines = lines
        self.width = width

    def translated(
        self, messages: Sequence[Message], translate: Callable[[str], str]
    ) -> list[str]:
        """Return the lines with messages replaced, which come one after the other."""
        at = 0
        for message in messages:
            # A cell of a table has the width that its column has.
            place = None if message.in_cell else self._find(message, at)
            if place is None:
                continue
            text = translate(message.text)
            lines = self.lines[place.first : place.last + 1]
            if text != message.text:
                lines = self._written(message, place, text)
                self.lines[place.first : place.last + 1] = lines
                if not message.flows:
                    self._adorn(place.first)
            # What stands behind the name of a field is the next message.
            at = place.first + (0 if place.behind else len(lines))
        return self.lines

    def _find(self, message: Message, at: int) -> _Place | None:
        first, *rest = [line.strip() for line in message.source.strip().split("\n")]
        for number in range(at, len(self.lines) - len(rest)):
            line = self.lines[number].rstrip()
            below = self.lines[number + 1 : number + 1 + len(rest)]
            if [one.strip() for one in below] != rest:
                continue
            if line.endswith(first):
                before, behind = line[: len(line) - len(first)], ""
            elif not rest and not message.flows and first in line:
                before, _, behind = line.partition(first)
                if not behind.startswith((":", " :")):
                    continue
            else:
                continue
            if BEFORE.fullmatch(before):
                return _Place(number, number + len(rest), before, behind)
        return None

    def _written(self, message: Message, place: _Place, text: str) -> list[str]:
        # To a reader of the script, what parts Chinese from markup is noise.
        text = text.replace("\\ ", "")
        if message.text.endswith("::") and not text.endswith("::"):
            text = f"{text.rstrip(':：')}::"
        if not message.flows:
            return [f"{place.before}{text}{place.behind}"]
        margin = self._margin(place)
        room = self.width - max(len(margin), column_width(place.before))
        first, *rest = wrapped(text, room)
        return [f"{place.before}{first}", *(f"{margin}{line}" for line in rest)]

    def _margin(self, place: _Place) -> str:
        """Return the spaces in front of all lines but the first."""
        if place.last > place.first:
            line = self.lines[place.first + 1]
            return line[: len(line) - len(line.lstrip())]
        spaces = place.before[: len(place.before) - len(place.before.lstrip())]
        if place.before.strip().startswith(".. "):
            return f"{spaces}   "
        return " " * column_width(place.before)

    def _adorn(self, at: int) -> None:
        """Make the lines below and above a heading as long as that is."""
        below = self._adornment(at + 1)
        above = self._adornment(at - 1) if below else ""
        for near, line in ((at + 1, below), (at - 1, above)):
            if line and line.strip()[0] == below.strip()[0]:
                margin = line[: len(line) - len(line.lstrip())]
                length = column_width(self.lines[at].rstrip()) - len(margin)
                self.lines[near] = margin + line.strip()[0] * length

    def _adornment(self, at: int) -> str:
        line = self.lines[at] if 0 <= at < len(self.lines) else ""
        return line if ADORNMENT.fullmatch(line.strip()) else ""
