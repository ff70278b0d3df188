"""Find which elements of its inputs each element of an expression's value came from.

The expression itself is run. For a number that takes part in arithmetic, NaN is put in
its place: wherever the value then is NaN, the number had a part in it. Integers are
traced in floating point. An integer that says where to look, an index, cannot be NaN;
it is replaced by other indices, and the elements that change tell where it belongs.

NaN could mislead where elements move about by their size, as in sorting. Each number is
therefore also made larger, and an expression in which anything else changes than what
NaN reached is refused.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch

# Elements of all inputs together: each is run three times.
MOST_ELEMENTS = 600
MOST_AXES = 4
MOST_INPUTS = 4
# Other indices that are tried in the place of each index.
ALTERNATIVES = 3


class CannotTrace(Exception):
    """An expression that cannot be drawn; the message says why."""


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
    """

    expression: str
    inputs: list[Operand]
    output: Operand
    sources: list[list[tuple[int, int]]]


def trace(expression: str, names: Mapping[str, Any], output: str = "out") -> Trace:
    """Trace an expression over tensors.

    Parameters
    ----------
    expression : str
        One Python expression, such as ``"torch.gather(t, 1, index)"``.
    names : mapping of str to object
        What the names in it stand for. Tensors and modules are copied.
    output : str
        What to call the value.

    Raises
    ------
    CannotTrace
        If the expression is wrong, its value is no tensor that can be drawn, or it does
        something that planting NaN cannot follow.
    """
    with _quiet_cpu():
        return _Tracer(expression, names).trace(output)


@contextlib.contextmanager
def _quiet_cpu() -> Iterator[None]:
    """Run on the CPU, where an index out of bounds does no harm, without gradients.

    The state of the random number generator is put back, so that a note draws the same
    numbers with and without a diagram.
    """
    with torch.random.fork_rng(devices=[]), torch.no_grad(), torch.device("cpu"):
        before = torch.get_default_dtype()
        try:
            yield
        finally:
            torch.set_default_dtype(before)


class _Inputs(ast.NodeTransformer):
    """Replaces the tensors of an expression by names of their own."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.names = names
        self.found: dict[str, torch.Tensor] = {}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return self._replace(node) or node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        # layer.weight is an input; in t.mT, t is the input.
        return self._replace_path(node) or self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        return self._replace_path(node) or self.generic_visit(node)

    def _replace_path(self, node: ast.Attribute | ast.Subscript) -> ast.Name | None:
        root: ast.AST = node
        while isinstance(root, ast.Attribute | ast.Subscript):
            if isinstance(root, ast.Subscript) and not isinstance(
                root.slice, ast.Constant
            ):
                return None
            root = root.value
        if not isinstance(root, ast.Name) or isinstance(
            self.names.get(root.id), torch.Tensor
        ):
            return None
        return self._replace(node)

    def _replace(self, node: ast.expr) -> ast.Name | None:
        text = ast.unparse(node)
        try:
            value = eval(text, dict(self.names))
        except Exception:
            return None  # It is run as a whole below, and its error reported then.
        if not isinstance(value, torch.Tensor):
            return None
        self.found[text] = value
        return ast.Name(f"_input_{list(self.found).index(text)}", ast.Load())


class _Tracer:
    def __init__(self, expression: str, names: Mapping[str, Any]) -> None:
        self.expression = expression
        try:
            tree = ast.parse(expression.strip(), mode="eval")
        except SyntaxError as error:
            raise CannotTrace(f"{expression!r} is no expression: {error.msg}") from None
        finder = _Inputs(names)
        tree = ast.fix_missing_locations(finder.visit(tree))
        if not finder.found:
            self._fail_on_names(names)
            raise CannotTrace(f"{expression!r} has no tensor in it")
        self.code = compile(tree, "<diagram>", "eval")
        self.labels = list(finder.found)
        self.inputs = [_on_cpu(tensor) for tensor in finder.found.values()]
        self.names = {
            name: copy.deepcopy(value).cpu() if _is_module(value) else value
            for name, value in names.items()
        }
        self._check_size()

    def _fail_on_names(self, names: Mapping[str, Any]) -> None:
        try:
            eval(self.expression, dict(names))
        except Exception as error:
            raise self._wrong(error) from None

    def _wrong(self, error: Exception) -> CannotTrace:
        kind = type(error).__name__
        return CannotTrace(f"{self.expression!r} raises {kind}: {error}")

    def _check_size(self) -> None:
        if len(self.inputs) > MOST_INPUTS:
            raise CannotTrace(
                f"{self.expression!r} has {len(self.inputs)} tensors; "
                f"a diagram shows at most {MOST_INPUTS}"
            )
        elements = sum(tensor.numel() for tensor in self.inputs)
        if elements > MOST_ELEMENTS:
            raise CannotTrace(
                f"the tensors of {self.expression!r} have {elements} elements; "
                f"a diagram shows at most {MOST_ELEMENTS}"
            )

    def trace(self, output: str) -> Trace:
        try:
            value = self._run(self.inputs)
        except Exception as error:
            raise self._wrong(error) from None
        if not isinstance(value, torch.Tensor) or value.is_complex():
            raise CannotTrace(
                f"the value of {self.expression!r} is a {type(value).__name__}"
                f"{' of complex numbers' if isinstance(value, torch.Tensor) else ''}, "
                "and a diagram shows a tensor of real numbers"
            )
        axes = max(tensor.dim() for tensor in (*self.inputs, value))
        if axes > MOST_AXES:
            raise CannotTrace(
                f"a tensor of {self.expression!r} has {axes} axes; "
                f"a diagram shows at most {MOST_AXES}"
            )
        self.shape = value.shape
        data, floats = self._find_data(value)
        found: list[list[tuple[int, int]]] = [[] for _ in range(value.numel())]
        for number in data:
            for place, reached in enumerate(self._plant(floats, number)):
                for element in reached:
                    found[element].append((number, place))
        for number in range(len(self.inputs)):
            if number not in data:
                for place, reached in enumerate(self._link(floats, number, found)):
                    for element in reached:
                        found[element].append((number, place))
        return Trace(
            self.expression,
            [
                _operand(label, tensor, number not in data)
                for number, (label, tensor) in enumerate(
                    zip(self.labels, self.inputs, strict=True)
                )
            ],
            _operand(output, value),
            [sorted(sources) for sources in found],
        )

    def _run(self, inputs: list[torch.Tensor]) -> Any:
        """Run the expression on copies of tensors; it may write to them."""
        copies = {f"_input_{n}": tensor.clone() for n, tensor in enumerate(inputs)}
        return eval(self.code, self.names | copies)

    def _try(self, inputs: list[torch.Tensor]) -> torch.Tensor | None:
        """Run the expression; None unless it gives a tensor of the same shape."""
        try:
            value = self._run(inputs)
        except Exception:
            return None
        if isinstance(value, torch.Tensor) and value.shape == self.shape:
            return value
        return None

    def _find_data(
        self, value: torch.Tensor
    ) -> tuple[tuple[int, ...], list[torch.Tensor]]:
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
        wanted = value.double()
        for dtype in (torch.float64, torch.float32):
            self._set_dtype(dtype)
            for size in range(len(self.inputs), -1, -1):
                for data in itertools.combinations(numbers, size):
                    if not must <= set(data):
                        continue
                    floats = [
                        tensor.to(dtype) if n in data else tensor
                        for n, tensor in enumerate(self.inputs)
                    ]
                    result = self._try(floats)
                    if result is None or not torch.allclose(
                        result.double(), wanted, rtol=1e-4, atol=1e-5, equal_nan=True
                    ):
                        continue
                    if data and not result.is_floating_point():
                        raise CannotTrace(
                            f"{self.expression!r} cannot be traced: its value is "
                            f"{result.dtype} whatever the numbers are, and NaN is none"
                        )
                    return data, floats
        raise CannotTrace(
            f"{self.expression!r} cannot be traced: it does not give the same in "
            "floating point, in which NaN is planted"
        )

    def _set_dtype(self, dtype: torch.dtype) -> None:
        torch.set_default_dtype(dtype)
        for module in self.names.values():
            if _is_module(module):
                module.to(dtype)

    def _plant(self, floats: list[torch.Tensor], number: int) -> Iterator[list[int]]:
        """Yield for each element of an input what it has a part in.

        Raises
        ------
        CannotTrace
            If NaN and a larger number do not reach the same elements.
        """
        # What is NaN already would hide what is planted.
        floats = [
            tensor.nan_to_num(nan=0.5) if tensor.is_floating_point() else tensor
            for tensor in floats
        ]
        before = self._try(floats)
        again = self._try(floats)
        if before is None or again is None or not torch.equal(before, again):
            raise CannotTrace(
                f"{self.expression!r} cannot be traced: it does not give the same twice"
            )
        for place in range(floats[number].numel()):
            reached = self._changed(floats, number, place, float("nan"))
            larger = float(floats[number].flatten()[place]) + 1000.5
            moved = self._changed(floats, number, place, larger, before)
            if reached is None or moved is None or not moved <= reached:
                raise CannotTrace(
                    f"{self.expression!r} cannot be traced: a larger number in "
                    f"{self.labels[number]} changes elements that NaN does not reach"
                )
            yield sorted(reached)

    def _changed(
        self,
        inputs: list[torch.Tensor],
        number: int,
        place: int,
        replacement: float,
        before: torch.Tensor | None = None,
    ) -> set[int] | None:
        """Replace one element, and return which elements of the value change.

        Without a value to compare with, those that are NaN are returned. The result is
        None if the expression does not run.
        """
        changed = list(inputs)
        changed[number] = inputs[number].clone()
        changed[number].view(-1)[place] = replacement
        value = self._try(changed)
        if value is None:
            return None
        differs = value.isnan() if before is None else value != before
        return set(differs.flatten().nonzero().flatten().tolist())

    def _link(
        self,
        floats: list[torch.Tensor],
        number: int,
        found: list[list[tuple[int, int]]],
    ) -> list[list[int]]:
        """Link each element of an index to elements of the value, by position.

        An index has the shape of the value (``gather``), or of its first axes (looking
        up rows), or its positions are those of a source (``scatter``). The one that
        fits is the one in which replacing an index changes nothing else; where none
        does, an index belongs to the elements that change whatever replaces it.
        """
        index = self.inputs[number]
        # Different numbers everywhere, so that a change of place shows.
        distinct = [
            tensor + torch.arange(1, tensor.numel() + 1).view(tensor.shape) * 0.317
            if tensor.is_floating_point()
            else tensor
            for tensor in floats
        ]
        changes = [
            self._changes_of_index(distinct, number, place)
            for place in range(index.numel())
        ]
        if not any(any(change) for change in changes):
            raise CannotTrace(
                f"{self.expression!r} cannot be traced: no other number can stand in "
                f"{self.labels[number]}, so that what it does stays hidden"
            )
        for links in self._by_position(index, number, found):
            if all(
                change <= set(link)
                for link, found_changes in zip(links, changes, strict=True)
                for change in found_changes
            ):
                return links
        by_source = self._by_source(index, number, found)
        if by_source is not None and all(
            set(link) <= set.union(*found_changes) if found_changes else not link
            for link, found_changes in zip(by_source, changes, strict=True)
        ):
            return by_source
        return [
            sorted(set.intersection(*found_changes)) if found_changes else []
            for found_changes in changes
        ]

    def _changes_of_index(
        self, inputs: list[torch.Tensor], number: int, place: int
    ) -> list[set[int]]:
        """Return what changes with each of some other indices."""
        before = self._try(inputs)
        index = inputs[number]
        now = index.flatten()[place].item()
        if index.dtype == torch.bool:
            others: list[Any] = [not now]
        else:
            most = int(index.max()) if index.numel() else 0
            others = [other for other in range(most + 2) if other != now]
        found = []
        for other in others:
            changed = self._changed(inputs, number, place, other, before)
            if changed is not None:
                found.append(changed)
            if len(found) == ALTERNATIVES:
                break
        return found

    def _by_position(
        self, index: torch.Tensor, number: int, found: list[list[tuple[int, int]]]
    ) -> Iterator[list[list[int]]]:
        """Yield links of an index that stands for the first axes of the value."""
        if self.shape[: index.dim()] == index.shape:
            rest = len(found) // index.numel()
            yield [
                list(range(place * rest, (place + 1) * rest))
                for place in range(index.numel())
            ]

    def _by_source(
        self, index: torch.Tensor, number: int, found: list[list[tuple[int, int]]]
    ) -> list[list[int]] | None:
        """Return links by way of the source with the same positions, if any."""
        for other, source in enumerate(self.inputs):
            fits = source.dim() == index.dim() and all(
                here <= there
                for here, there in zip(index.shape, source.shape, strict=True)
            )
            if other == number or not fits or source.shape == self.shape:
                continue
            places = torch.arange(source.numel()).view(source.shape)
            partners = places[tuple(slice(size) for size in index.shape)].flatten()
            return [
                [
                    p
                    for p, sources in enumerate(found)
                    if (other, int(partner)) in sources
                ]
                for partner in partners
            ]
        return None


def _is_module(value: object) -> bool:
    return isinstance(value, torch.nn.Module)


def _on_cpu(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.detach().cpu().contiguous()


def _operand(name: str, tensor: torch.Tensor, is_index: bool = False) -> Operand:
    tensor = tensor.detach()
    dtype = str(tensor.dtype).removeprefix("torch.")
    return Operand(
        name, tuple(tensor.shape), dtype, tensor.flatten().tolist(), is_index
    )
