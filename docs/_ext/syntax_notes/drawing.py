"""Draw a trace as SVG: tensors as labelled grids, each element coloured by its source.

Elements of an input are grouped, and each group has a colour and a letter; an element
of the value has the colours and the letters of all that it came from. One element is
outlined, with its sources, so that the picture is complete while it stands still.
"""

from __future__ import annotations

import itertools
from collections.abc import Container
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from .grouping import group_elements
from .rules import element, rules
from .rules import number as number_text
from .traces import Operand, Trace, coordinates
from .wording import _

# Lengths are in CSS pixels.
CELL_WIDTH, CELL_HEIGHT = 30, 32
COMPACT_HEIGHT = 26
CHARACTER_WIDTH = 7.8
LETTER_WIDTH = 5.5
BLOCK_GAP = 14
TENSOR_GAP = 30
TITLE_HEIGHT = 20
AXIS_SPACE = 20
WIDEST, COMPACT_WIDEST = 680, 260

# An axis is drawn whole up to the first number; of a longer one so many elements at its
# beginning and so many at its end.
COLUMNS = (12, 8, 2)
ROWS = (8, 5, 2)
BLOCKS = (4, 2, 1)
COLOURS = 8
# Greek, since tensors have Latin names.
LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
MOST_STRIPES = 4


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


def shown(size: int, most: int, head: int, tail: int) -> list[int | None]:
    """Return the indices of an axis that are drawn; None stands for those left out."""
    if size <= most:
        return list(range(size))
    return [*range(head), None, *range(size - tail, size)]


def lay_out(operand: Operand, letters: int = 0, *, labels: bool = True) -> Grid:
    """Lay out a tensor of at most four axes, with room for letters in each element.

    The last two axes are rows and columns; the axis before stands blocks beside each
    other, and the first of four puts such rows of blocks below each other.
    """
    texts = [number_text(value) for value in operand.values]
    cell_width = max(
        CELL_WIDTH,
        12 + CHARACTER_WIDTH * max(map(len, texts), default=0),
        4 + LETTER_WIDTH * letters if labels else 0,
    )
    cell_height = CELL_HEIGHT if labels else COMPACT_HEIGHT
    sizes = (1,) * (4 - len(operand.shape)) + operand.shape
    block_rows, block_columns, rows, columns = (
        shown(size, *limits)
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


def example(trace: Trace, drawn: Container[tuple[int, int]]) -> int:
    """Return the element of the value that is outlined.

    It is one that is drawn with all its sources, and came from as many elements as any.
    Of those, it is one that is not zero, that moved, and whose rule has as many
    different numbers as possible.
    """

    def tells(place: int) -> tuple[bool, int, bool, int, int, int, int]:
        sources = trace.sources[place]
        seen = all(pair in drawn for pair in sources)
        here = coordinates(trace.output.shape, place)
        moved = telling = different = 0
        for one, other in sources:
            operand = trace.inputs[one]
            there = coordinates(operand.shape, other)
            moved += there != here
            if operand.is_index:
                different += operand.values[other] not in there
            else:
                telling += operand.values[other] not in (0, 1)
        different += len(set(here)) == len(here)
        something = bool(trace.output.values[place])
        middle = -abs(place - len(trace.sources) // 2)
        return seen, len(sources), something, moved, telling, different, middle

    last = len(trace.inputs)
    places = [n for n in range(len(trace.sources)) if (last, n) in drawn]
    return max(places, key=tells)


class Drawing:
    """The drawing of a trace.

    Parameters
    ----------
    trace : Trace
        What to draw; its output must have elements.
    compact : bool
        Leave out names, axes and letters, for a picture the size of a stamp.

    Attributes
    ----------
    rule : str
        The rule of the element that is outlined.
    text : str
        The text alternative.
    """

    def __init__(self, trace: Trace, *, compact: bool = False) -> None:
        self.trace = trace
        self.compact = compact
        self.grouping = group_elements(trace, COLOURS, len(LETTERS))
        self.groups = self.grouping.of_input
        operands = (*trace.inputs, trace.output)
        self.grids = [
            lay_out(
                operand,
                max(map(len, self._held(number)), default=0),
                labels=not compact,
            )
            for number, operand in enumerate(operands)
        ]
        self.rules = rules(trace)
        # The elements that are drawn, counted in the order in which they are.
        drawn = (
            (number, at.place)
            for number, grid in enumerate(self.grids)
            for at in grid.places
        )
        self.order = {pair: count for count, pair in enumerate(drawn)}
        self.outlined = example(trace, self.order)
        self.rule = self.rules[self.outlined]
        self.text = alternative(trace, self.rule)

    def _held(self, number: int) -> list[list[int]]:
        """Return the groups of each element of a tensor; the output is the last one."""
        if number < len(self.groups):
            return [
                [group] if group is not None else [] for group in self.groups[number]
            ]
        held = [
            {self.groups[one][other] for one, other in sources}
            for sources in self.trace.sources
        ]
        lists = (sorted(g for g in some if g is not None) for some in held)
        return [some if len(some) <= MOST_STRIPES else [] for some in lists]

    def svg(self, style: str = "") -> str:
        """Return the drawing as SVG, with a style if it stands alone."""
        widest = COMPACT_WIDEST if self.compact else WIDEST
        spots, width, height = _arrange(self.grids, widest)
        body = []
        for number, (grid, (x, y)) in enumerate(zip(self.grids, spots, strict=True)):
            held = self._held(number)
            cells = "".join(
                self._cell(number, grid, at, held[at.place]) for at in grid.places
            )
            body.append(
                f'<g transform="translate({x:g} {y:g})">{grid.marks}{cells}</g>'
            )
        x, y = spots[-1]
        middle = y + (self.grids[-1].height + (0 if self.compact else 40)) / 2
        body.append(f'<path class="a" d="M{x - 26:g} {middle:g}h18m-5-4 5 4-5 4"/>')
        css = f"<style>{style}</style>" if style else ""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
            f'role="img" aria-label="{escape(self.text)}">{css}{"".join(body)}</svg>'
        )

    def _cell(self, number: int, grid: Grid, at: Place, held: list[int]) -> str:
        """Return an element: its colours, its number and its letters."""
        width, height = grid.cell_width, grid.cell_height
        stripe = width / len(held) if held else 0
        stripes = "".join(
            f'<rect class="k{group % COLOURS}" x="{n * stripe:.4g}" '
            f'width="{stripe:.4g}" height="{height}"/>'
            for n, group in enumerate(held)
        )
        letters = "".join(LETTERS[group] for group in held)
        tag = ""
        if letters and not self.compact:
            tag = f'<text class="g" x="3" y="10">{letters}</text>'
        value = number_text(grid.operand.values[at.place])
        border = f'width="{width - 2:g}" height="{height - 2}"'
        spot = f'transform="translate({at.x:g} {at.y:g})"'
        return (
            f'<g class="{self._classes(number, at)}" {spot}{self._data(number, at)}>'
            f'{stripes}<rect class="b" x="1" y="1" {border}/>'
            f'<text x="{width / 2:g}" y="{height - 8}">{escape(value)}</text>{tag}</g>'
        )

    def _classes(self, number: int, at: Place) -> str:
        if number == len(self.trace.inputs):
            on = at.place == self.outlined
        else:
            on = (number, at.place) in self.trace.sources[self.outlined]
        return "c on" if on else "c"

    def _data(self, number: int, at: Place) -> str:
        """Return what the script needs to know of an element."""
        if self.compact:
            return ""
        if number == len(self.trace.inputs):
            pairs = self.trace.sources[at.place]
            sources = " ".join(str(self.order[p]) for p in pairs if p in self.order)
            return f' data-from="{sources}" data-rule="{escape(self.rules[at.place])}"'
        operand = self.trace.inputs[number]
        pair = number, at.place
        more = ' data-index=""' if operand.is_index else ""
        goals = (n for n, found in enumerate(self.trace.sources) if pair in found)
        if any((len(self.trace.inputs), goal) not in self.order for goal in goals):
            more += ' data-cut=""'
        return f' data-at="{escape(element(operand, at.place))}"{more}'


def _arrange(
    grids: list[Grid], widest: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Put the tensors beside each other, on more lines if one is too short."""
    spots = []
    x = y = line_height = 2.0
    width = 0.0
    for position, grid in enumerate(grids):
        gap = 0.0 if position == 0 else TENSOR_GAP
        if position and x + gap + grid.width > widest:
            y += line_height + TENSOR_GAP / 2
            x, line_height = 2.0, 0.0
            gap = TENSOR_GAP if position == len(grids) - 1 else 0.0
        x += gap
        spots.append((x, y))
        x += grid.width
        line_height = max(line_height, grid.height)
        width = max(width, x)
    return spots, width + 2, y + line_height + 2


def alternative(trace: Trace, rule: str) -> str:
    """Return what a reader hears who cannot see the picture."""

    def described(operand: Operand) -> str:
        return _("{name}, shape {shape}, {dtype}").format(
            name=operand.name, shape=operand.shape, dtype=operand.dtype
        )

    return _(
        "Diagram of {expression}. From {inputs} to {output}. Outlined: {rule}."
    ).format(
        expression=trace.expression,
        inputs=_("; ").join(map(described, trace.inputs)),
        output=described(trace.output),
        rule=rule,
    )
