"""A table on the terminal."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def text_table(rows: Sequence[Sequence[str]], left: Collection[int]) -> str:
    """Lay out rows, the first of which is the head.

    Parameters
    ----------
    rows : sequence of sequence of str
        The text of each cell.
    left : collection of int
        The columns that are words, counted from 0; others are numbers.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
