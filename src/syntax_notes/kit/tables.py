"""Tables of a page, made by a program."""

from __future__ import annotations

from docutils import nodes


def paragraph(text: str) -> nodes.paragraph:
    """Return a paragraph of plain text."""
    return nodes.paragraph(text, text)


def table(head: list[str], rows: list[list[nodes.Node]], *classes: str) -> nodes.table:
    """Return a table of figures or verdicts, whose cells stay on one line.

    The class ``sentences`` lets them break, ``dated`` all but those in front.
    """
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    header = nodes.thead()
    header += _row([paragraph(text) for text in head])
    body = nodes.tbody()
    body += [_row(row) for row in rows]
    group += [header, body]
    return nodes.table("", group, classes=["device-report", *classes])


def wide(table: nodes.table) -> nodes.container:
    """Let a table scroll by itself where a page is too narrow: a theme's container."""
    return nodes.container("", table, classes=["table-wrapper"])


def _row(cells: list[nodes.Node]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        block = isinstance(cell, nodes.paragraph)
        row += nodes.entry("", cell if block else nodes.paragraph("", "", cell))
    return row
