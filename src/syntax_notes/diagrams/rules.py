"""Say in a line what an element of a traced value is: ``out[2][0] = t[2][1] = 9``.

A rule with an operation in it, such as a sum, is only given if it holds for every
element, with the numbers of the note and with random ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from ..wording import _
from .traces import Operand, Trace, coordinates

# Terms that a line spells out; of more, the first ones.
MOST_TERMS = 6

Pair = tuple[int, int]
# The numbers of each input, and those of the value.
Run = tuple[Sequence[Sequence[Any]], Sequence[Any]]

OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "·": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else math.nan,
}
REDUCTIONS: dict[str, Callable[[Sequence[float]], float]] = {
    "sum": sum,
    "largest": max,
    "smallest": min,
    "mean": lambda numbers: sum(numbers) / len(numbers),
    "product": math.prod,
}


def format_number(value: Any) -> str:
    """Return a number; a fraction has at most four digits that count."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.4g}"
    if isinstance(value, float) and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def element_name(operand: Operand, place: int) -> str:
    """Return the name of an element, such as ``t[2][1]``."""
    return operand.name + "".join(
        f"[{here}]" for here in coordinates(operand.shape, place)
    )


def find_rule(runs: Sequence[Run], sources: list[list[Pair]]) -> str:
    """Return the rule that holds for every element in every run.

    Parameters
    ----------
    runs : sequence of (inputs, value)
        The numbers of each input and of the value, in row-major order.
    sources : list of list of (int, int)
        For each element of the value, the numbers that had a part in it.

    Returns
    -------
    str
        ``"copy"``, an operation, a reduction, ``"products"``, or nothing.
    """
    if all(len(pairs) <= 1 for pairs in sources):
        return "copy" if _holds(runs, sources, lambda terms: terms[0]) else ""
    if all(len(pairs) == 2 and pairs[0][0] != pairs[1][0] for pairs in sources):
        for sign, operation in OPERATIONS.items():
            if _holds(runs, sources, lambda terms, do=operation: do(*terms)):  # type: ignore[misc]
                return sign
    if all(len({one for one, _place in pairs}) <= 1 for pairs in sources):
        for name, reduce in REDUCTIONS.items():
            if _holds(runs, sources, reduce):
                return name
    for name in ("products", "products, reversed"):
        if all(
            _is_close(_products(inputs, pairs, name), value)
            for inputs, values in runs
            for pairs, value in zip(sources, values, strict=True)
            if pairs
        ):
            return name
    return ""


def _holds(
    runs: Sequence[Run],
    sources: list[list[Pair]],
    compute: Callable[[list[float]], float],
) -> bool:
    for inputs, values in runs:
        for pairs, value in zip(sources, values, strict=True):
            terms = [float(inputs[one][place]) for one, place in pairs]
            try:
                if terms and not _is_close(compute(terms), value):
                    return False
            except (OverflowError, ValueError):
                return False
    return True


def _factors(pairs: list[Pair], rule: str) -> list[tuple[Pair, Pair]]:
    """Return which elements are multiplied; a kernel meets the input back to front."""
    first = pairs[0][0]
    left = [pair for pair in pairs if pair[0] == first]
    right = [pair for pair in pairs if pair[0] != first]
    if len(left) != len(right) or len({one for one, _place in right}) != 1:
        return []
    return list(zip(left, right if rule == "products" else right[::-1], strict=True))


def _products(
    inputs: Sequence[Sequence[Any]], pairs: list[Pair], rule: str
) -> float | None:
    factors = _factors(pairs, rule)
    if not factors:
        return None
    return sum(float(inputs[a][b]) * float(inputs[c][d]) for (a, b), (c, d) in factors)


def _is_close(one: float | None, other: Any) -> bool:
    if one is None:
        return False
    other = float(other)
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=1e-4, abs_tol=1e-5)


def write_rules(trace: Trace) -> list[str]:
    """Return the line for each element of a traced value, in row-major order."""
    return [_line(trace, place) for place in range(len(trace.sources))]


def _line(trace: Trace, place: int) -> str:
    sources = trace.sources[place]
    data = [pair for pair in sources if not trace.inputs[pair[0]].is_index]
    indices = [pair for pair in sources if trace.inputs[pair[0]].is_index]
    name = element_name(trace.output, place)
    value = format_number(trace.output.values[place])
    terms = _terms(trace, data)
    if data and terms:
        line = f"{name} = {terms} = {value}"
    elif data:
        names = [_element_name(trace, pair) for pair in data]
        if len(names) > MOST_TERMS:
            more = _("and {count} more").format(count=len(names) - MOST_TERMS)
            names[MOST_TERMS:] = [more]
        line = _("{element} = {value}, from {elements}").format(
            element=name, value=value, elements=", ".join(names)
        )
    elif indices:
        line = f"{name} = {value}"
    else:
        line = _("{element} = {value}, from no element").format(
            element=name, value=value
        )
    if not indices:
        return line
    said = [
        f"{_element_name(trace, pair)} = {_format(trace, pair)}" for pair in indices
    ]
    return line + _(", where {indices}").format(indices=", ".join(_cut(said)))


def _terms(trace: Trace, data: list[Pair]) -> str:
    """Return the terms of the rule with their numbers; nothing without a rule."""
    rule = trace.rule
    if not data or not rule:
        return ""
    if len(data) == 1 and rule in ("copy", *REDUCTIONS):
        return _element_name(trace, data[0])
    if rule in OPERATIONS:
        names = f" {rule} ".join(_element_name(trace, pair) for pair in data)
        return f"{names} = " + f" {rule} ".join(_format(trace, pair) for pair in data)
    if rule.startswith("products"):
        return " + ".join(
            _cut(
                [
                    f"{_format(trace, one)}·{_format(trace, other)}"
                    for one, other in _factors(data, rule)
                ]
            )
        )
    numbers = _cut([_format(trace, pair) for pair in data])
    if rule in ("sum", "product"):
        return (" + " if rule == "sum" else " · ").join(numbers)
    said = {
        "largest": _("largest of {terms}"),
        "smallest": _("smallest of {terms}"),
        "mean": _("mean of {terms}"),
    }
    return said[rule].format(terms=", ".join(numbers))


def _cut(terms: list[str]) -> list[str]:
    return terms if len(terms) <= MOST_TERMS else [*terms[:MOST_TERMS], "…"]


def _element_name(trace: Trace, pair: Pair) -> str:
    return element_name(trace.inputs[pair[0]], pair[1])


def _format(trace: Trace, pair: Pair) -> str:
    return format_number(trace.inputs[pair[0]].values[pair[1]])
