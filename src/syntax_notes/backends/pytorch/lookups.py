"""Link each element of an index to the elements of the value that it leads to.

An index is replaced by other indices, and what changes tells where it belongs:

- one that has the shape of the value (``gather``), or of its first axes (looking up
  rows), changes nothing outside its own position there;
- one that says where to write (``scatter``) changes the element that it names now and
  the one that the other index names: along one axis, those two coordinates;
- any other one belongs to what changes whatever replaces it.

What changes into the very integer that was put in is no index but a number.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import torch

from ...diagrams.traces import coordinates
from .expressions import Expression

# Other indices that are tried in the place of each.
ALTERNATIVES = 3


class Change(NamedTuple):
    """What another index in some place changes.

    Attributes
    ----------
    other : int
        The other index.
    changed : set of int
        Elements of the value, in row-major order.
    into : bool
        Whether each of them changed from the old integer into the new one.
    """

    other: int
    changed: set[int]
    into: bool


def link_index(
    expression: Expression,
    label: str,
    number: int,
    inputs: list[torch.Tensor],
    shape: torch.Size,
) -> tuple[list[list[int]], bool]:
    """Link an input of integers or booleans, by replacing one after the other.

    Parameters
    ----------
    expression : Expression
        What is run.
    label : str
        The name of the input.
    number : int
        Which input it is.
    inputs : list of torch.Tensor
        All inputs, those that are numbers in floating point.
    shape : torch.Size
        The shape of the value.

    Returns
    -------
    links : list of list of int
        For each element in row-major order, elements of the value.
    is_index : bool
        False if the integers are numbers that come out as they are.

    Raises
    ------
    CannotTrace
        If no other index can stand anywhere.
    """
    # Different numbers everywhere, so that a change of place shows.
    distinct = [
        tensor + torch.arange(1, tensor.numel() + 1).view(tensor.shape) * 0.317
        if tensor.is_floating_point()
        else tensor
        for tensor in inputs
    ]
    before = expression.attempt(distinct, shape)
    changes: list[list[Change]] = []
    if before is not None:
        for place in itertools.product(*map(range, inputs[number].shape)):
            changes.append(_changes(expression, distinct, number, place, before))
    if not any(changes):
        raise expression.refusal(
            f"no other number can stand in {label}, so that what it does stays hidden"
        )
    every = [change for found in changes for change in found]
    if all(change.into for change in every):
        # A value that comes out as it went in: a number, not an index.
        return [sorted(_common(found)) for found in changes], False
    alone = len(inputs) == 1
    return _links(inputs[number], changes, tuple(shape), alone=alone), True


def _changes(
    expression: Expression,
    inputs: list[torch.Tensor],
    number: int,
    place: tuple[int, ...],
    before: torch.Tensor,
) -> list[Change]:
    """Return what some other indices change; those that change nothing tell nothing."""
    index = inputs[number]
    now = index[place].item()
    found: list[Change] = []
    tried = [not now] if index.dtype == torch.bool else range(int(index.max()) + 2)
    for other in itertools.islice((o for o in tried if o != now), 4 * ALTERNATIVES):
        changed = list(inputs)
        changed[number] = index.clone()
        changed[number][place] = other
        value = expression.attempt(changed, before.shape)
        if value is None:
            continue
        same = (value == before) | (value.isnan() & before.isnan())
        differs = ~same
        if differs.any():
            into = bool(
                (before[differs] == now).all() & (value[differs] == other).all()
            )
            places = differs.flatten().nonzero().flatten().tolist()
            found.append(Change(int(other), set(places), into))
        if len(found) == ALTERNATIVES:
            break
    return found


def _common(changes: list[Change]) -> set[int]:
    sets = [change.changed for change in changes]
    return set.intersection(*sets) if sets else set()


def _links(
    index: torch.Tensor,
    changes: list[list[Change]],
    shape: tuple[int, ...],
    *,
    alone: bool,
) -> list[list[int]]:
    count = torch.Size(shape).numel()
    if shape[: index.dim()] == tuple(index.shape):
        rest = count // index.numel()
        own = [
            list(range(place * rest, (place + 1) * rest))
            for place in range(index.numel())
        ]
        # Looking up a row changes all of it; one_hot, with nothing to look up, less.
        whole = rest > 1 and not alone
        if all(
            change.changed == set(link) if whole else change.changed <= set(link)
            for link, found in zip(own, changes, strict=True)
            for change in found
        ):
            return own
    now = [int(value) for value in index.flatten().tolist()]
    axis = None
    if index.dtype != torch.bool:
        axis = _axis_of_target(now, changes, shape)
    return [
        sorted(_link(value, found, shape, axis))
        for value, found in zip(now, changes, strict=True)
    ]


def _link(
    now: int, changes: list[Change], shape: tuple[int, ...], axis: int | None
) -> set[int]:
    if len(changes) > 1 and len({frozenset(change.changed) for change in changes}) == 1:
        return changes[0].changed
    if axis is not None:
        target = _target(now, changes, shape, axis)
        if target:
            return target
        if not changes and len(shape) == 1 and now < shape[0]:
            return {now}
    return _common(changes)


def _axis_of_target(
    now: list[int], changes: list[list[Change]], shape: tuple[int, ...]
) -> int | None:
    """Return the axis of the value along which the index names a target, if any."""
    votes = {
        axis: sum(
            bool(_target(value, found, shape, axis))
            for value, found in zip(now, changes, strict=True)
        )
        for axis in range(len(shape))
    }
    best = max(votes, key=lambda axis: votes[axis], default=None)
    return best if best is not None and votes[best] else None


def _target(
    now: int, changes: list[Change], shape: tuple[int, ...], axis: int
) -> set[int]:
    """Return the elements that an index names along an axis; none if it does not.

    What another index changes must lie at that index along the axis, or at the present
    one; seen from there, the present target is at the same place but for the axis.
    """
    others: list[set[tuple[int, ...]]] = []
    for change in changes:
        places = [coordinates(shape, place) for place in change.changed]
        if any(place[axis] not in (now, change.other) for place in places):
            return set()
        there = {
            place[:axis] + place[axis + 1 :]
            for place in places
            if place[axis] == change.other
        }
        if there:
            others.append(there)
    if not others or not 0 <= now < shape[axis]:
        return set()
    found = set()
    for rest in set.intersection(*others):
        target = (*rest[:axis], now, *rest[axis:])
        place = 0
        for size, here in zip(shape, target, strict=True):
            place = place * size + here
        found.add(place)
    return found
