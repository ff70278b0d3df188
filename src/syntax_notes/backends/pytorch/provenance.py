"""Find which elements of its inputs each element of an expression's value came from.

The expression itself is run. For a number that takes part in arithmetic, NaN is put in
its place: where the value then is NaN, the number may have had a part in it. It had one
if another number in that place changes the value there, with the numbers of the note or
with random ones; a constant zero lets NaN through and nothing else. Integers are traced
in floating point. An integer that says where to look, an index, cannot be NaN; it is
replaced by other indices (:mod:`syntax_notes.backends.pytorch.lookups`).

NaN could mislead where elements move about by their size, as in sorting. An expression
in which another number changes what NaN does not reach is therefore refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import torch

from ...backend import CannotTrace
from ...diagrams.rules import find_rule
from ...diagrams.traces import Operand, Trace
from .expressions import Expression, quiet_cpu
from .lookups import link_index

MOST_AXES = 4
# Random numbers in the place of those of the note: how often, and from where to where.
PROBES = ((0.5, 9.5), (-3.0, 3.0))
FAR = 1000.5


def trace(expression: str, names: Mapping[str, Any], output: str = "out") -> Trace:
    """Trace an expression over tensors.

    Parameters
    ----------
    expression : str
        One Python expression, such as ``"torch.gather(t, 1, index)"``.
    names : mapping of str to object
        What the names in it stand for. They are not changed.
    output : str
        What to call the value.

    Raises
    ------
    CannotTrace
        If the expression is wrong, its value is no tensor that can be drawn, or it does
        something that planting NaN cannot follow.
    """
    with quiet_cpu():
        return _Tracer(Expression(expression, names)).trace(output)


class _Tracer:
    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self.inputs = expression.inputs
        try:
            value = expression.run(self.inputs)
            again = expression.run(self.inputs)
        except CannotTrace:
            raise
        except Exception as error:
            raise expression.error_of(error) from None
        self._check_value(value)
        self.value: torch.Tensor = value.detach()
        if value.shape != again.shape or not _alike(value, again, 0):
            raise expression.refusal("it does not give the same twice")

    def _check_value(self, value: Any) -> None:
        text = self.expression.text
        if not isinstance(value, torch.Tensor) or value.is_complex():
            raise CannotTrace(
                f"the value of {text!r} is a {type(value).__name__}"
                f"{' of complex numbers' if isinstance(value, torch.Tensor) else ''}, "
                "and a diagram shows a tensor of real numbers"
            )
        axes = max(tensor.dim() for tensor in (*self.inputs, value))
        if axes > MOST_AXES:
            raise CannotTrace(
                f"a tensor of {text!r} has {axes} axes; "
                f"a diagram shows at most {MOST_AXES}"
            )
        if not value.numel():
            raise CannotTrace(f"the value of {text!r} has no elements to show")

    def trace(self, output: str) -> Trace:
        data, floats = self._find_data()
        found: list[list[tuple[int, int]]] = [[] for _ in range(self.value.numel())]
        probes = [floats, *(self._random(floats, *limits) for limits in PROBES)]
        for number in data:
            for place, reached in enumerate(self._plant(probes, number)):
                for element in reached:
                    found[element].append((number, place))
        indices = set()
        for number, label in enumerate(self.expression.labels):
            if number not in data:
                links, is_index = link_index(
                    self.expression, label, number, floats, self.value.shape
                )
                if is_index:
                    indices.add(number)
                for place, reached in enumerate(links):
                    for element in reached:
                        found[element].append((number, place))
        sources = [sorted(pairs) for pairs in found]
        return Trace(
            self.expression.text,
            [
                _operand(label, tensor, number in indices)
                for number, (label, tensor) in enumerate(
                    zip(self.expression.labels, self.inputs, strict=True)
                )
            ],
            _operand(output, self.value),
            sources,
            self._find_rule(probes, sources, indices),
        )

    def _find_rule(
        self,
        probes: list[list[torch.Tensor]],
        sources: list[list[tuple[int, int]]],
        indices: set[int],
    ) -> str:
        """Return the rule that holds for the numbers of the note and random ones."""
        data = [[pair for pair in pairs if pair[0] not in indices] for pairs in sources]
        runs = [(self.inputs, self.value)]
        for inputs in probes[1:]:
            value = self.expression.attempt(inputs, self.value.shape)
            if value is not None:
                runs.append((inputs, value))
        return find_rule(
            [
                ([t.flatten().tolist() for t in inputs], value.flatten().tolist())
                for inputs, value in runs
            ],
            data,
        )

    def _find_data(self) -> tuple[tuple[int, ...], list[torch.Tensor]]:
        """Find which inputs take part in arithmetic.

        Returns
        -------
        data : tuple of int
            The largest choice of inputs which, in floating point, give the same value.
        floats : list of torch.Tensor
            All inputs, those in floating point.
        """
        numbers = range(len(self.inputs))
        must = {n for n in numbers if self.inputs[n].is_floating_point()}
        differs = False
        for dtype in (torch.float64, torch.float32):
            self.expression.set_dtype(dtype)
            for size in range(len(self.inputs), -1, -1):
                for data in itertools.combinations(numbers, size):
                    if not must <= set(data):
                        continue
                    floats = [
                        tensor.to(dtype) if n in data else tensor
                        for n, tensor in enumerate(self.inputs)
                    ]
                    result = self.expression.attempt(floats, self.value.shape)
                    if result is None:
                        continue
                    if not _alike(result, self.value, _tolerance(self.value)):
                        differs = True
                        continue
                    if data and not result.is_floating_point():
                        raise self.expression.refusal(
                            f"its value is {result.dtype} whatever the numbers are, "
                            "and NaN is none"
                        )
                    if not differs:
                        return data, floats
        raise self.expression.refusal(
            "it does not give the same in floating point, in which NaN is planted"
        )

    def _random(
        self, floats: list[torch.Tensor], low: float, high: float
    ) -> list[torch.Tensor]:
        """Return the inputs with random numbers where they are numbers."""
        generator = torch.Generator().manual_seed(0)

        def draw(tensor: torch.Tensor) -> torch.Tensor:
            random = torch.rand(tensor.shape, generator=generator, dtype=torch.float64)
            return (low + (high - low) * random).to(tensor.dtype)

        return [
            draw(tensor) if tensor.is_floating_point() else tensor for tensor in floats
        ]

    def _plant(self, probes: list[list[torch.Tensor]], number: int) -> list[list[int]]:
        """Return for each element of an input what it has a part in."""
        places = list(itertools.product(*map(range, self.inputs[number].shape)))
        reached: list[set[int]] = [set() for _ in places]
        moved: list[set[int]] = [set() for _ in places]
        for inputs in probes:
            # What is NaN already would hide what is planted.
            clean = [
                tensor.nan_to_num(nan=0.5) if tensor.is_floating_point() else tensor
                for tensor in inputs
            ]
            before = self.expression.attempt(clean, self.value.shape)
            if before is None:
                continue
            for n, place in enumerate(places):
                now = float(clean[number][place])
                nan = float("nan")
                reached[n] |= self._changed(clean, number, place, nan, before)
                for other in (now + FAR, now - FAR):
                    moved[n] |= self._changed(clean, number, place, other, before)
        for more, less in zip(moved, reached, strict=True):
            if not more <= less:
                raise self.expression.refusal(
                    f"another number in {self.expression.labels[number]} changes "
                    "elements that NaN does not reach"
                )
        return [sorted(found) for found in moved]

    def _changed(
        self,
        inputs: list[torch.Tensor],
        number: int,
        place: tuple[int, ...],
        replacement: float,
        before: torch.Tensor,
    ) -> set[int]:
        """Replace one element, and return which elements of the value change."""
        changed = list(inputs)
        changed[number] = inputs[number].clone()
        changed[number][place] = replacement
        value = self.expression.attempt(changed, self.value.shape)
        if value is None:
            return set()
        # NaN that comes out marks where it went; else it changes numbers, as in nansum.
        differs = value.isnan() & ~before.isnan()
        if not differs.any():
            differs = (value != before) & ~(value.isnan() & before.isnan())
        return set(differs.flatten().nonzero().flatten().tolist())


def _alike(one: torch.Tensor, other: torch.Tensor, tolerance: float) -> bool:
    return bool(
        torch.allclose(
            one.double(),
            other.double(),
            rtol=tolerance,
            atol=tolerance / 10,
            equal_nan=True,
        )
    )


def _tolerance(value: torch.Tensor) -> float:
    """Return how far a value may be from one computed in higher precision."""
    return 2e-2 if value.dtype in (torch.float16, torch.bfloat16) else 1e-4


def _operand(name: str, tensor: torch.Tensor, is_index: bool = False) -> Operand:
    dtype = str(tensor.dtype).removeprefix("torch.")
    return Operand(
        name, tuple(tensor.shape), dtype, tensor.flatten().tolist(), is_index
    )
