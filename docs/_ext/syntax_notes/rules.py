"""Say in a line what an element of a traced value is: ``out[2][0] = t[2][1] = 9``.

A rule with an operation in it, such as a sum, is only given if it holds for the numbers
of every element.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from .provenance import Operand, Trace

# Terms that a line spells out; of more, the first ones.
MOST_TERMS = 6

Pair = tuple[int, int]
OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "·": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else math.nan,
}
REDUCTIONS: dict[str, Callable[[list[float]], float]] = {
    "sum": math.fsum,
    "largest": max,
    "smallest": min,
    "mean": lambda numbers: math.fsum(numbers) / len(numbers),
    "product": math.prod,
}


def number(value: Any) -> str:
    """Return a number with at most four digits that count."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def element(operand: Operand, place: int) -> str:
    """Return the name of an element, such as ``t[2][1]``."""
    index = []
    for size in reversed(operand.shape):
        place, here = divmod(place, size)
        index.append(here)
    return operand.name + "".join(f"[{here}]" for here in reversed(index))


def rules(trace: Trace) -> list[str]:
    """Return the line for each element of a traced value, in row-major order."""
    places = range(len(trace.sources))
    sources = [
        [pair for pair in trace.sources[place] if _is_data(trace, pair)]
        for place in places
    ]
    ways = (
        _copied,
        partial(_combined, sign=_operation(trace, sources)),
        partial(_reduced, name=_reduction(trace, sources)),
        _of_products,
        _listed,
    )
    for explain in ways:
        said = [explain(trace, place, sources[place]) for place in places]
        if None not in said:
            break
    return [f"{text}{_where(trace, place)}" for place, text in enumerate(said)]


def _is_data(trace: Trace, pair: Pair) -> bool:
    return not trace.inputs[pair[0]].is_index


def _value(trace: Trace, pair: Pair) -> Any:
    return trace.inputs[pair[0]].values[pair[1]]


def _named(trace: Trace, pair: Pair) -> str:
    return element(trace.inputs[pair[0]], pair[1])


def _equal(one: Any, other: Any) -> bool:
    if math.isnan(one) and math.isnan(other):
        return True
    return math.isclose(one, other, rel_tol=1e-4, abs_tol=1e-5)


def _start(trace: Trace, place: int) -> str:
    return element(trace.output, place)


def _end(trace: Trace, place: int) -> str:
    return number(trace.output.values[place])


def _untouched(trace: Trace, place: int) -> str:
    return f"{_start(trace, place)} = {_end(trace, place)}, from no element"


def _copied(trace: Trace, place: int, sources: list[Pair]) -> str | None:
    if not sources:
        touched = any(not _is_data(trace, pair) for pair in trace.sources[place])
        start, end = _start(trace, place), _end(trace, place)
        return f"{start} = {end}" if touched else _untouched(trace, place)
    same = len(sources) == 1 and _equal(
        _value(trace, sources[0]), trace.output.values[place]
    )
    if not same:
        return None
    return (
        f"{_start(trace, place)} = {_named(trace, sources[0])} = {_end(trace, place)}"
    )


def _combined(trace: Trace, place: int, sources: list[Pair], sign: str) -> str | None:
    """One element of each of two inputs, and an operation between them."""
    if not sign:
        return None
    names = f" {sign} ".join(_named(trace, pair) for pair in sources)
    numbers = f" {sign} ".join(number(_value(trace, pair)) for pair in sources)
    return f"{_start(trace, place)} = {names} = {numbers} = {_end(trace, place)}"


def _operation(trace: Trace, sources: list[list[Pair]]) -> str:
    """Return the operation that holds for every pair, or nothing."""
    if not all(len(pair) == 2 and pair[0][0] != pair[1][0] for pair in sources):
        return ""
    for sign, operation in OPERATIONS.items():
        if all(
            _equal(operation(_value(trace, one), _value(trace, other)), value)
            for (one, other), value in zip(sources, trace.output.values, strict=True)
        ):
            return sign
    return ""


def _reduced(trace: Trace, place: int, sources: list[Pair], name: str) -> str | None:
    """Any number of elements of one input."""
    if not name:
        return None
    if not sources:
        return _untouched(trace, place)
    numbers = [number(_value(trace, pair)) for pair in sources]
    sign = {"sum": " + ", "product": " · "}.get(name, ", ")
    if len(numbers) > MOST_TERMS:
        numbers[MOST_TERMS:] = ["…"]
    terms = sign.join(numbers)
    if sign == ", ":
        terms = f"{name} of {terms}"
    return f"{_start(trace, place)} = {terms} = {_end(trace, place)}"


def _reduction(trace: Trace, sources: list[list[Pair]]) -> str:
    """Return the reduction that holds for every element, or nothing."""
    if any(len({pair[0] for pair in element}) > 1 for element in sources):
        return ""
    for name, reduce in REDUCTIONS.items():
        if all(
            _equal(reduce([_value(trace, pair) for pair in pairs]), value)
            for pairs, value in zip(sources, trace.output.values, strict=True)
            if pairs
        ):
            return name
    return ""


def _of_products(trace: Trace, place: int, sources: list[Pair]) -> str | None:
    """As many elements of one input as of another: the sum of their products."""
    if not sources:
        return _untouched(trace, place)
    first = sources[0][0]
    left = [pair for pair in sources if pair[0] == first]
    right = [pair for pair in sources if pair[0] != first]
    if len(left) != len(right) or len({pair[0] for pair in right}) != 1:
        return None
    # A kernel meets the input back to front.
    for partners in (right, right[::-1]):
        factors = [
            (_value(trace, one), _value(trace, other))
            for one, other in zip(left, partners, strict=True)
        ]
        total = math.fsum(one * other for one, other in factors)
        if _equal(total, trace.output.values[place]):
            terms = [f"{number(one)}·{number(other)}" for one, other in factors]
            if len(terms) > MOST_TERMS:
                terms[MOST_TERMS:] = ["…"]
            return (
                f"{_start(trace, place)} = {' + '.join(terms)} = {_end(trace, place)}"
            )
    return None


def _listed(trace: Trace, place: int, sources: list[Pair]) -> str:
    if not sources:
        return _untouched(trace, place)
    names = [_named(trace, pair) for pair in sources]
    if len(names) > MOST_TERMS:
        names[MOST_TERMS:] = [f"and {len(names) - MOST_TERMS} more"]
    return f"{_start(trace, place)} = {_end(trace, place)}, from {', '.join(names)}"


def _where(trace: Trace, place: int) -> str:
    """Name the indices that led to an element."""
    indices = [pair for pair in trace.sources[place] if not _is_data(trace, pair)]
    if not indices:
        return ""
    said = [
        f"{_named(trace, pair)} = {number(_value(trace, pair))}" for pair in indices
    ]
    if len(said) > MOST_TERMS:
        said[MOST_TERMS:] = ["…"]
    return f", where {', '.join(said)}"
