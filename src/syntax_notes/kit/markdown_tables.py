"""Tables of a page, as the tokens of which Markdown is written.

A cell of Markdown is one line. What has more lines is parted by ``<br>``; of a cell
over several rows or columns, the first has the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from markdown_it.token import Token

from .markdown_inlines import (
    Places,
    between,
    html_token,
    inline_tokens,
    text_token,
)


def table_tokens(table: nodes.table, places: Places) -> list[Token]:
    """Return the tokens of a table; its title is not among them."""
    head = _grid([row for part in table.findall(nodes.thead) for row in part])
    body = _grid([row for part in table.findall(nodes.tbody) for row in part])
    width = max((len(row) for row in head + body), default=0)
    # The first row of Markdown is always a heading.
    rows = (head or [[]]) + body
    tokens: list[Token] = []
    for row in rows:
        cells: list[Token] = []
        for entry in [*row, *[None] * (width - len(row))]:
            within = [] if entry is None else _cell_tokens(entry, places)
            inline = Token("inline", "", 0, children=within)
            cells += between("td", "td", [inline])
        tokens += between("tr", "tr", cells)
    return between("table", "table", tokens)


def _grid(rows: list[nodes.Node]) -> list[list[nodes.entry | None]]:
    """Return what stands in each row and column; None where another cell reaches."""
    taken: dict[tuple[int, int], nodes.entry | None] = {}
    for at, row in enumerate(rows):
        column = 0
        for entry in row.children:
            assert isinstance(entry, nodes.entry)
            while (at, column) in taken:
                column += 1
            for down in range(entry.get("morerows", 0) + 1):
                for right in range(entry.get("morecols", 0) + 1):
                    taken[at + down, column + right] = None
            taken[at, column] = entry
    width = max((column for _, column in taken), default=-1) + 1
    return [
        [taken.get((at, column)) for column in range(width)] for at in range(len(rows))
    ]


def _cell_tokens(entry: nodes.entry, places: Places) -> list[Token]:
    tokens: list[Token] = []
    for line in _lines(entry, places):
        tokens += [html_token("<br>"), *line] if tokens else line
    return tokens


def _lines(block: nodes.Element, places: Places) -> Iterator[list[Token]]:
    """Yield the lines of what is in a cell."""
    for part in block.children:
        if isinstance(part, nodes.Invisible | nodes.system_message):
            continue
        if isinstance(part, nodes.math_block):
            text = " ".join(part.astext().split())
            yield [Token("math_inline", "math", 0, content=text)]
        elif isinstance(part, nodes.FixedTextElement):
            for code in part.astext().splitlines():
                yield [Token("code_inline", "code", 0, content=code, markup="`")]
        elif isinstance(part, nodes.list_item):
            for number, line in enumerate(_lines(part, places)):
                yield line if number else [text_token("• "), *line]
        elif isinstance(part, nodes.TextElement):
            yield inline_tokens(part.children, places)
        elif isinstance(part, nodes.image):
            yield inline_tokens([part], places)
        elif isinstance(part, nodes.Element):
            yield from _lines(part, places)
