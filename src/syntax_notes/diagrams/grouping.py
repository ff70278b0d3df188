"""Group the elements of a trace: one colour and one letter for what belongs together.

What the groups are differs from operation to operation: rows, columns, single elements.
The caption of a diagram says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..wording import _
from .traces import Operand, Trace, coordinates

Groups = Sequence[int | None]
# The lower, the better.
Rank = tuple[bool, bool, float]
# Of single elements, beside other groups; more colours would hide each other.
MOST_SINGLE = 7


@dataclass(frozen=True)
class Grouping:
    """The groups of all inputs.

    Attributes
    ----------
    of_input : list of list of int or None
        The group of each element of each input, numbered through all inputs. None for
        an element that goes nowhere, and for those of an input without groups.
    text : str
        What the groups are, such as ``"row of a; column of b"``; empty without groups.
    """

    of_input: list[list[int | None]]
    text: str


@dataclass(frozen=True)
class _Choice:
    """One way to group the elements of an input, and its name."""

    groups: Groups
    text: str
    single: bool = False

    @property
    def kinds(self) -> list[int]:
        """The groups that there are."""
        return sorted({group for group in self.groups if group is not None})


class _Numbering:
    """Numbers the groups of all inputs, one input after the other.

    Parameters
    ----------
    most : int
        How many groups there may be.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.count = self.singles = 0
        self.made: dict[tuple[object, ...], list[int | None]] = {}

    def number(self, choice: _Choice, key: tuple[object, ...]) -> Groups | None:
        """Return the groups of an input; None if that would be too many.

        Inputs with the same key share their groups.
        """
        if key not in self.made:
            kinds = choice.kinds
            self.singles += len(kinds) if choice.single else 0
            too_many = self.count + len(kinds) > self.most
            if self.count and (too_many or self.singles > MOST_SINGLE):
                return None
            numbers = {kind: self.count + n for n, kind in enumerate(kinds)}
            self.made[key] = [None if g is None else numbers[g] for g in choice.groups]
            self.count += len(kinds)
        return self.made[key]


def group_elements(trace: Trace, most_each: int, most: int) -> Grouping:
    """Group the elements of each input of a trace.

    Each element is a group if they are few and each goes to places of its own, unless
    they are whole rows that an index looks up. Else the groups are the positions along
    an axis of the input, if each element of the value came from one position only, or
    along an axis of the value, if each element goes to one position only. An axis that
    is drawn as blocks is preferred, then the one of the input along which elements
    seldom keep their position. An index has groups only if there is nothing but
    indices.

    Parameters
    ----------
    trace : Trace
        What to group.
    most_each, most : int
        How many groups one input may have, and all of them together.
    """
    only_indices = all(operand.is_index for operand in trace.inputs)
    numbering = _Numbering(most)
    of_input: list[list[int | None]] = []
    texts: list[str] = []
    for number, operand in enumerate(trace.inputs):
        of_input.append([None] * len(operand.values))
        if operand.is_index and not only_indices:
            continue
        used = [
            [place for source, place in sources if source == number]
            for sources in trace.sources
        ]
        choice = _choose(trace, operand, used, most_each)
        if choice is None:
            continue
        # Where each result uses the same positions of both, partners share a letter.
        pairs = all(len(places) <= 1 for places in used) or not choice.single
        key = (operand.shape, str(used)) if pairs else (number,)
        groups = numbering.number(choice, key)
        if groups is not None:
            of_input[-1] = list(groups)
            texts.append(choice.text)
    return Grouping(of_input, _("; ").join(texts))


def _choose(
    trace: Trace, operand: Operand, used: list[list[int]], most: int
) -> _Choice | None:
    """Return the way to group an input that tells most; None if none tells anything."""
    goes_to: list[list[int]] = [[] for _ in operand.values]
    for to, places in enumerate(used):
        for place in places:
            goes_to[place].append(to)
    read = {place for place, places in enumerate(goes_to) if places}
    if not read or all(set(places) == read for places in used):
        return None  # Every result uses all of it; letters would say nothing.
    element = _Choice(
        [place if place in read else None for place in range(len(operand.values))],
        _("element of {name}").format(name=operand.name),
        single=True,
    )
    few = 2 <= len(read) <= most and all(len(places) <= 1 for places in used)
    if few and not _looked_up_whole(trace, operand, read):
        return element
    ranked = [
        *_by_axis_of_input(trace, operand, used, read, most),
        *_by_axis_of_value(trace, goes_to, most),
    ]
    telling = [(rank, choice) for rank, choice in ranked if len(choice.kinds) > 1]
    if telling:
        return min(telling, key=lambda pair: pair[0])[1]
    return element if 2 <= len(read) <= most + 1 else None


def _by_axis_of_input(
    trace: Trace, operand: Operand, used: list[list[int]], read: set[int], most: int
) -> Iterator[tuple[Rank, _Choice]]:
    """Yield a choice for each axis of an input that its results keep apart."""
    for axis, along in _axes_that_split(operand.shape, used, most):
        groups = [here if place in read else None for place, here in enumerate(along)]
        blocks = axis < len(operand.shape) - 2
        rank = (not blocks, False, _stays(trace, operand, used, axis))
        yield rank, _Choice(groups, _name_position(operand, axis))


def _by_axis_of_value(
    trace: Trace, goes_to: list[list[int]], most: int
) -> Iterator[tuple[Rank, _Choice]]:
    """Yield a choice for each axis of the value that keeps the elements apart."""
    for axis, along in _axes_that_split(trace.output.shape, goes_to, most):
        groups = [along[places[0]] if places else None for places in goes_to]
        blocks = axis < len(trace.output.shape) - 2
        choice = _Choice(groups, _name_position(trace.output, axis))
        yield (not blocks, True, float(axis)), choice


def _looked_up_whole(trace: Trace, operand: Operand, read: set[int]) -> bool:
    """Tell whether an index reads whole rows: all elements of a row or none."""
    if len(operand.shape) < 2 or not any(other.is_index for other in trace.inputs):
        return False
    rows: dict[int, int] = {}
    for place in read:
        row = coordinates(operand.shape, place)[0]
        rows[row] = rows.get(row, 0) + 1
    return set(rows.values()) == {len(operand.values) // operand.shape[0]}


def _name_position(operand: Operand, axis: int) -> str:
    """Name what stands at a position along an axis."""
    axes = len(operand.shape)
    if axes == 1:
        text = _("element of {name}")
    elif axes == 2:
        text = _("row of {name}") if axis == 0 else _("column of {name}")
    else:
        text = _("position along dim {axis} of {name}")
    return text.format(name=operand.name, axis=axis)


def _axes_that_split(
    shape: tuple[int, ...], sets: list[list[int]], most: int
) -> list[tuple[int, list[int]]]:
    """Return each axis on which no set of places has two positions.

    Returns
    -------
    list of (int, list of int)
        The axis, and the position along it of each place.
    """
    count = 1
    for size in shape:
        count *= size
    found = []
    for axis, size in enumerate(shape):
        along = [coordinates(shape, place)[axis] for place in range(count)]
        if 2 <= size <= most and all(
            len({along[place] for place in places}) <= 1 for places in sets
        ):
            found.append((axis, along))
    return found


def _stays(trace: Trace, operand: Operand, used: list[list[int]], axis: int) -> float:
    """Return how often a coordinate is that of the value: colour would say little."""
    if len(trace.output.shape) != len(operand.shape):
        return 0.0
    pairs = [(to, place) for to, places in enumerate(used) for place in places]
    same = sum(
        coordinates(trace.output.shape, to)[axis]
        == coordinates(operand.shape, place)[axis]
        for to, place in pairs
    )
    return same / max(len(pairs), 1)
