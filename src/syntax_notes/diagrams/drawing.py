"""Draw a trace as SVG: tensors as labelled grids, each element coloured by its source.

Elements of an input are grouped, and each group has a colour and a letter; an element
of the value has the colours and the letters of all that it came from. One element is
outlined, with its sources, so that the picture is complete while it stands still.
"""

from __future__ import annotations

from collections.abc import Container
from html import escape

from ..wording import _
from .grids import WIDEST, Grid, Place, lay_out
from .grouping import group_elements
from .rules import element_name, format_number, write_rules
from .traces import Operand, Trace, coordinates

TENSOR_GAP = 30  # in CSS pixels, as all lengths
COMPACT_WIDEST = 260
COLOURS = 8
# Greek, since tensors have Latin names.
LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
MOST_STRIPES = 4


def choose_example(trace: Trace, drawn: Container[tuple[int, int]]) -> int:
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
                max(map(len, self._held(at)), default=0),
                labels=not compact,
            )
            for at, operand in enumerate(operands)
        ]
        self.rules = write_rules(trace)
        # The elements that are drawn, counted in the order in which they are.
        drawn = (
            (number, at.place)
            for number, grid in enumerate(self.grids)
            for at in grid.places
        )
        self.order = {pair: count for count, pair in enumerate(drawn)}
        self.outlined = choose_example(trace, self.order)
        self.rule = self.rules[self.outlined]
        self.text = describe(trace, self.rule)

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
        value = format_number(grid.operand.values[at.place])
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
        return f' data-at="{escape(element_name(operand, at.place))}"{more}'


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


def describe(trace: Trace, rule: str) -> str:
    """Return what a reader hears who cannot see the picture."""

    def describe_operand(operand: Operand) -> str:
        return _("{name}, shape {shape}, {dtype}").format(
            name=operand.name, shape=operand.shape, dtype=operand.dtype
        )

    return _(
        "Diagram of {expression}. From {inputs} to {output}. Outlined: {rule}."
    ).format(
        expression=trace.expression,
        inputs=_("; ").join(map(describe_operand, trace.inputs)),
        output=describe_operand(trace.output),
        rule=rule,
    )
