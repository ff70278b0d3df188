"""What tracing an expression found, kept as JSON so that it can be drawn without torch.

A page is made once for each language, and what a diagram says is in that language.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Operand:
    """A tensor of a traced expression.

    Attributes
    ----------
    name : str
        As the expression writes it.
    shape : tuple of int
        At most four axes.
    dtype : str
        Such as ``"int64"``.
    values : list
        The elements in row-major order, as Python numbers.
    is_index : bool
        Whether the numbers say where to look, and take no part in arithmetic.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    values: list[Any]
    is_index: bool = False


@dataclass(frozen=True)
class Trace:
    """Where the value of an expression came from.

    Attributes
    ----------
    expression : str
        What was run.
    inputs : list of Operand
        Its tensors, in the order in which it names them.
    output : Operand
        Its value.
    sources : list of list of (int, int)
        For each element of the output, in row-major order, the elements that had a part
        in it: the number of an input, and the place in that input's ``values``.
    rule : str
        What :func:`syntax_notes.diagrams.rules.find_rule` found; empty for nothing.
    """

    expression: str
    inputs: list[Operand]
    output: Operand
    sources: list[list[tuple[int, int]]]
    rule: str = ""

    def write(self, path: Path) -> None:
        """Write as JSON."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        path.write_text(f"{text}\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Trace:
        """Read what :meth:`write` wrote."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            stored["expression"],
            [_operand(operand) for operand in stored["inputs"]],
            _operand(stored["output"]),
            [[(one, other) for one, other in found] for found in stored["sources"]],
            stored["rule"],
        )


def coordinates(shape: tuple[int, ...], place: int) -> tuple[int, ...]:
    """Return the index along each axis of an element in row-major order."""
    found = []
    for size in reversed(shape):
        place, here = divmod(place, size)
        found.append(here)
    return tuple(reversed(found))


def _operand(stored: dict[str, Any]) -> Operand:
    return Operand(**stored | {"shape": tuple(stored["shape"])})
