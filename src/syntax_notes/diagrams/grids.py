"""Lay out a tensor as a grid of its elements, with its name and its axes."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from .rules import format_number
from .traces import Operand

# Lengths are in CSS pixels.
CELL_WIDTH, CELL_HEIGHT = 30, 32
COMPACT_HEIGHT = 26
CHARACTER_WIDTH = 7.8
LETTER_WIDTH = 5.5
BLOCK_GAP = 14
TITLE_HEIGHT = 20
AXIS_SPACE = 20
WIDEST = 680

# An axis is drawn whole up to the first number; of a longer one so many elements at its
# beginning and so many at its end.
COLUMNS = (12, 8, 2)
ROWS = (8, 5, 2)
BLOCKS = (4, 2, 1)


class Place(NamedTuple):
    """Where an element is drawn: its number in row-major order and its corner."""

    place: int
    x: float
    y: float


@dataclass(frozen=True)
class Grid:
    """A tensor laid out.

    Attributes
    ----------
    operand : Operand
        The tensor.
    places : list of Place
        The elements that are drawn, in row-major order.
    marks : str
        SVG of the name, the axes, and the dots that stand for what is left out.
    cell_width, cell_height : float
        The size of each element.
    width, height : float
        The size of everything.
    """

    operand: Operand
    places: list[Place]
    marks: str
    cell_width: float
    cell_height: float
    width: float
    height: float


def indices_drawn(size: int, most: int, head: int, tail: int) -> list[int | None]:
    """Return the indices of an axis that are drawn; None stands for those left out."""
    if size <= most:
        return list(range(size))
    return [*range(head), None, *range(size - tail, size)]


def lay_out(operand: Operand, letters: int = 0, *, labels: bool = True) -> Grid:
    """Lay out a tensor of at most four axes, with room for letters in each element.

    The last two axes are rows and columns; the axis before stands blocks beside each
    other, and the first of four puts such rows of blocks below each other.
    """
    texts = [format_number(value) for value in operand.values]
    cell_width = max(
        CELL_WIDTH,
        12 + CHARACTER_WIDTH * max(map(len, texts), default=0),
        4 + LETTER_WIDTH * letters if labels else 0,
    )
    cell_height = CELL_HEIGHT if labels else COMPACT_HEIGHT
    sizes = (1,) * (4 - len(operand.shape)) + operand.shape
    block_rows, block_columns, rows, columns = (
        indices_drawn(size, *limits)
        for size, limits in zip(sizes, (BLOCKS, BLOCKS, ROWS, COLUMNS), strict=True)
    )
    if sizes[1] * (len(columns) * cell_width + BLOCK_GAP) <= WIDEST:
        block_columns = list(range(sizes[1]))
    axes = len(operand.shape)
    left = AXIS_SPACE * ((axes >= 2) + (axes >= 4)) if labels else 0
    top = (TITLE_HEIGHT + AXIS_SPACE * ((axes >= 1) + (axes >= 3))) if labels else 0
    block_width = cell_width * len(columns)
    block_height = cell_height * len(rows)
    places = []
    dots = []
    for (up, a), (across, b) in itertools.product(
        enumerate(block_rows), enumerate(block_columns)
    ):
        x0 = left + across * (block_width + BLOCK_GAP)
        y0 = top + up * (block_height + BLOCK_GAP)
        if a is None or b is None:
            dots.append((x0 + block_width / 2, y0 + block_height / 2))
            continue
        for (down, i), (along, j) in itertools.product(
            enumerate(rows), enumerate(columns)
        ):
            x, y = x0 + along * cell_width, y0 + down * cell_height
            if i is None or j is None:
                dots.append((x + cell_width / 2, y + cell_height / 2))
                continue
            place = ((a * sizes[1] + b) * sizes[2] + i) * sizes[3] + j
            places.append(Place(place, x, y))
    width = left + len(block_columns) * (block_width + BLOCK_GAP) - BLOCK_GAP
    height = top + len(block_rows) * (block_height + BLOCK_GAP) - BLOCK_GAP
    marks = "".join(f'<text x="{x:g}" y="{y + 4:g}">…</text>' for x, y in dots)
    if labels:
        title = f"{operand.shape} {operand.dtype}"
        block = block_width, block_height
        marks += _axes(operand.shape, (left, top), block, (width, height))
        marks += (
            f'<text class="n" x="{left}" y="13">{escape(operand.name)}'
            f'<tspan class="d" dx="6">{escape(title)}</tspan></text>'
        )
        name_width = CHARACTER_WIDTH * len(operand.name) + 6.8 * len(title) + 6
        width = max(width, left + name_width)
    return Grid(operand, places, marks, cell_width, cell_height, width, height)


def _axes(
    shape: tuple[int, ...],
    corner: tuple[float, float],
    block: tuple[float, float],
    whole: tuple[float, float],
) -> str:
    """Return the number of each axis, with an arrow unless it has one element."""
    (left, top), (block_width, block_height), (width, height) = corner, block, whole
    axes = len(shape)
    marks = ""
    if axes >= 1:
        marks += _across(shape, axes - 1, left, top - 6, max(block_width, 52))
    if axes >= 2:
        marks += _down(shape, axes - 2, left - 6, top, max(block_height, 52))
    if axes >= 3:
        marks += _across(shape, axes - 3, left, top - 26, width - left)
    if axes >= 4:
        marks += _down(shape, 0, left - 26, top, height - top)
    return marks


def _across(
    shape: tuple[int, ...], axis: int, x: float, y: float, length: float
) -> str:
    arrow = f"M{x + 40:g} {y - 1:g}H{x + length - 1:g}m-4-3 4 3-4 3"
    return (
        f'<text class="s" x="{x + 19:g}" y="{y + 3:g}">dim {axis}</text>'
        f"{_arrow(arrow, shape[axis])}"
    )


def _down(shape: tuple[int, ...], axis: int, x: float, y: float, length: float) -> str:
    arrow = f"M{x - 1:g} {y + 40:g}V{y + length - 1:g}m-3-4 3 4 3-4"
    return (
        f'<text class="s" transform="translate({x + 3:g} {y + 19:g})rotate(-90)">'
        f"dim {axis}</text>{_arrow(arrow, shape[axis])}"
    )


def _arrow(path: str, size: int) -> str:
    return f'<path class="a" d="{path}"/>' if size > 1 else ""
