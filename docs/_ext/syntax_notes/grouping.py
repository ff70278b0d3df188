"""Group the elements of a trace: one colour and one letter for what belongs together.

What the groups are differs from operation to operation: rows, columns, single elements.
The caption of a diagram says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .traces import Operand, Trace, coordinates
from .wording import _

Groups = Sequence[int | None]
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
    said : str
        What the groups are, such as ``"row of a; column of b"``; empty without groups.
    """

    of_input: list[list[int | None]]
    said: str


@dataclass(frozen=True)
class _Choice:
    """One way to group the elements of an input, and its name."""

    groups: Groups
    said: str
    single: bool = False


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
    of_input: list[list[int | None]] = []
    said: list[str] = []
    made: dict[tuple[object, ...], list[int | None]] = {}
    count = singles = 0
    for number, operand in enumerate(trace.inputs):
        of_input.append([None] * len(operand.values))
        used = [
            [place for source, place in sources if source == number]
            for sources in trace.sources
        ]
        if operand.is_index and not only_indices:
            continue
        choice = _choose(trace, operand, used, most_each)
        if choice is None:
            continue
        # Where each result uses the same positions of both, partners share a letter.
        pairs = all(len(places) <= 1 for places in used) or not choice.single
        key = (operand.shape, str(used)) if pairs else (number,)
        if key not in made:
            kinds = sorted({group for group in choice.groups if group is not None})
            singles += len(kinds) if choice.single else 0
            if count and (count + len(kinds) > most or singles > MOST_SINGLE):
                continue
            numbers = {kind: count + n for n, kind in enumerate(kinds)}
            made[key] = [None if g is None else numbers[g] for g in choice.groups]
            count += len(kinds)
        of_input[-1] = made[key]
        said.append(choice.said)
    return Grouping(of_input, _("; ").join(said))


def _choose(
    trace: Trace, operand: Operand, used: list[list[int]], most: int
) -> _Choice | None:
    goes_to: list[list[int]] = [[] for _ in operand.values]
    for to, places in enumerate(used):
        for place in places:
            goes_to[place].append(to)
    read = [place for place, places in enumerate(goes_to) if places]

    def only_read(groups: Groups) -> list[int | None]:
        return [group if goes_to[n] else None for n, group in enumerate(groups)]

    if not read or all(set(places) == set(read) for places in used):
        return None  # Every result uses all of it; letters would say nothing.
    element = _Choice(
        only_read(range(len(operand.values))),
        _("element of {name}").format(name=operand.name),
        single=True,
    )
    few = 2 <= len(read) <= most and all(len(places) <= 1 for places in used)
    if few and not _looked_up_whole(trace, operand, set(read)):
        return element
    choices: list[tuple[tuple[bool, bool, float], _Choice]] = []
    for axis, along in _axes_that_split(operand.shape, used, most):
        groups = only_read(along)
        choice = _Choice(groups, _axis_said(operand, axis))
        blocks = axis < len(operand.shape) - 2
        choices.append(
            ((not blocks, False, _stays(trace, operand, used, axis)), choice)
        )
    for axis, along in _axes_that_split(trace.output.shape, goes_to, most):
        groups = [along[places[0]] if places else None for places in goes_to]
        choice = _Choice(groups, _axis_said(trace.output, axis))
        blocks = axis < len(trace.output.shape) - 2
        choices.append(((not blocks, True, float(axis)), choice))
    telling = [
        (rank, choice)
        for rank, choice in choices
        if len({group for group in choice.groups if group is not None}) > 1
    ]
    if telling:
        return min(telling, key=lambda pair: pair[0])[1]
    return element if 2 <= len(read) <= most + 1 else None


def _looked_up_whole(trace: Trace, operand: Operand, read: set[int]) -> bool:
    """Tell whether an index reads whole rows: all elements of a row or none."""
    if len(operand.shape) < 2 or not any(other.is_index for other in trace.inputs):
        return False
    rows: dict[int, int] = {}
    for place in read:
        row = coordinates(operand.shape, place)[0]
        rows[row] = rows.get(row, 0) + 1
    return set(rows.values()) == {len(operand.values) // operand.shape[0]}


def _axis_said(operand: Operand, axis: int) -> str:
    """Say what stands at a position along an axis."""
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
