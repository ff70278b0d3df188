"""An expression over tensors of a note, taken apart so that it can be run again.

Its tensors become inputs that can be replaced. Everything else that it names is copied,
so that running it does not change the note.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import io
import time
import types
from collections.abc import Iterator, Mapping
from typing import Any

import torch

from ...backend import CannotTrace

MOST_INPUTS = 4
# Elements of all inputs together: each is run several times.
MOST_ELEMENTS = 600
# For all runs of one expression.
MOST_SECONDS = 5

PLAIN = (
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    type,
    torch.dtype,
    torch.device,
)


class Expression:
    """An expression and the tensors in it.

    Parameters
    ----------
    text : str
        One Python expression, such as ``"torch.gather(t, 1, index)"``.
    names : mapping of str to object
        What the names in it stand for.

    Attributes
    ----------
    labels : list of str
        The tensors, as the expression writes them.
    inputs : list of torch.Tensor
        The tensors, on the CPU.

    Raises
    ------
    CannotTrace
        If it is no expression, or has no tensors, too many, or hidden ones.
    """

    def __init__(self, text: str, names: Mapping[str, Any]) -> None:
        self.text = text
        tree = parse(text)
        finder = _Inputs(names, tree)
        tree = ast.fix_missing_locations(finder.visit(tree))
        self.labels = list(finder.found)
        if not self.labels:
            self._fail_as_it_is(names)
            raise CannotTrace(f"{text!r} has no tensor in it")
        self.inputs = [self._on_cpu(tensor) for tensor in finder.found.values()]
        self._check_size()
        self._code = compile(tree, "<diagram>", "eval")
        loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        self._names = {
            name: self._copied(name, finder.names[name])
            for name in loaded
            if name in finder.names
        }
        self._deadline = time.monotonic() + MOST_SECONDS

    def _fail_as_it_is(self, names: Mapping[str, Any]) -> None:
        try:
            eval(self.text.strip(), dict(names))
        except Exception as error:
            raise self.error_of(error) from None

    def error_of(self, error: Exception) -> CannotTrace:
        """Return the error that says that the expression raises."""
        return CannotTrace(f"{self.text!r} raises {type(error).__name__}: {error}")

    def refusal(self, reason: str) -> CannotTrace:
        """Return the error that says why the expression cannot be traced."""
        return CannotTrace(f"{self.text!r} cannot be traced: {reason}")

    def _on_cpu(self, tensor: torch.Tensor) -> torch.Tensor:
        if tensor.layout != torch.strided or tensor.is_quantized or tensor.is_complex():
            raise self.refusal("it holds a tensor that is sparse, quantized or complex")
        if tensor.is_meta:
            raise self.refusal("it holds a tensor without data")
        return tensor.detach().cpu()

    def _check_size(self) -> None:
        if len(self.inputs) > MOST_INPUTS:
            raise CannotTrace(
                f"{self.text!r} has {len(self.inputs)} tensors; "
                f"a diagram shows at most {MOST_INPUTS}"
            )
        elements = sum(tensor.numel() for tensor in self.inputs)
        if elements > MOST_ELEMENTS:
            raise CannotTrace(
                f"the tensors of {self.text!r} have {elements} elements; "
                f"a diagram shows at most {MOST_ELEMENTS}"
            )
        if not all(tensor.numel() for tensor in self.inputs):
            raise CannotTrace(f"a tensor of {self.text!r} has no elements to show")

    def _copied(self, name: str, value: Any) -> Any:
        if isinstance(value, PLAIN):
            return value
        if _holds_tensor(value):
            raise self.refusal(
                f"{name} holds tensors; name those that it uses, as in {name}[0]"
            )
        try:
            copied = copy.deepcopy(value)
        except Exception as error:
            raise self.refusal(f"{name} cannot be copied ({error})") from None
        return copied.cpu() if isinstance(copied, torch.nn.Module) else copied

    def set_dtype(self, dtype: torch.dtype) -> None:
        """Run in another floating point type from now on."""
        torch.set_default_dtype(dtype)
        for value in self._names.values():
            for module in value if isinstance(value, list | tuple) else [value]:
                if isinstance(module, torch.nn.Module):
                    module.to(dtype)

    def run(self, inputs: list[torch.Tensor]) -> Any:
        """Run on copies of tensors, since it may write to them."""
        if time.monotonic() > self._deadline:
            raise self.refusal(f"it takes more than {MOST_SECONDS} seconds")
        copies = {f"_input_{n}": tensor.clone() for n, tensor in enumerate(inputs)}
        return eval(self._code, self._names | copies)

    def attempt(
        self, inputs: list[torch.Tensor], shape: torch.Size
    ) -> torch.Tensor | None:
        """Run; return None unless that gives a tensor of a shape."""
        try:
            value = self.run(inputs)
        except CannotTrace:
            raise
        except Exception:
            return None
        return (
            value if isinstance(value, torch.Tensor) and value.shape == shape else None
        )


def parse(text: str) -> ast.Expression:
    """Parse an expression.

    Raises
    ------
    CannotTrace
        If it is none.
    """
    try:
        return ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise CannotTrace(f"{text!r} is no expression: {error.msg}") from None


@contextlib.contextmanager
def quiet_cpu() -> Iterator[None]:
    """Run on the CPU, where an index out of bounds does no harm, without gradients.

    The state of the random number generator is put back, so that a note draws the same
    numbers with and without a diagram, and nothing is printed.
    """
    before = torch.get_default_dtype()
    with (
        torch.random.fork_rng(devices=[]),
        torch.no_grad(),
        torch.device("cpu"),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        try:
            yield
        finally:
            torch.set_default_dtype(before)


class _Inputs(ast.NodeTransformer):
    """Replaces the tensors of an expression by names of their own."""

    def __init__(self, names: Mapping[str, Any], tree: ast.AST) -> None:
        # Names that a lambda, a comprehension or := binds are not the note's.
        bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        bound |= {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        self.names = {name: names[name] for name in names if name not in bound}
        self.found: dict[str, torch.Tensor] = {}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        value = self.names.get(node.id)
        if isinstance(value, list | tuple) and value:
            if all(isinstance(item, torch.Tensor) for item in value):
                items = (self._input(f"{node.id}[{n}]", t) for n, t in enumerate(value))
                return ast.List(list(items), ast.Load())
        elif isinstance(value, torch.Tensor) and isinstance(node.ctx, ast.Load):
            return self._input(node.id, value)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        # layer.weight is an input; in t.mT, t is the input.
        return self._replace_path(node) or self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        return self._replace_path(node) or self.generic_visit(node)

    def _replace_path(self, node: ast.Attribute | ast.Subscript) -> ast.Name | None:
        """Replace what leads from an object of the note to a tensor, as in l[-1]."""
        root: ast.AST = node
        while isinstance(root, ast.Attribute | ast.Subscript):
            if isinstance(root, ast.Subscript) and not self._is_key(root.slice):
                return None
            root = root.value
        if not isinstance(root, ast.Name) or root.id not in self.names:
            return None
        of_tensor = isinstance(self.names[root.id], torch.Tensor)
        kept = isinstance(node, ast.Attribute) and node.attr in ("grad", "data")
        if of_tensor and not kept:
            return None
        text = ast.unparse(node)
        try:
            value = eval(text, dict(self.names))
        except Exception:
            return None  # It is run as a whole later, and its error reported then.
        return self._input(text, value) if isinstance(value, torch.Tensor) else None

    def _is_key(self, node: ast.expr) -> bool:
        """Tell whether a subscript is a number or a word, as in l[-1] and d["w"]."""
        if isinstance(node, ast.Name):
            return isinstance(self.names.get(node.id), int | str)
        return isinstance(node, ast.Constant | ast.UnaryOp)

    def _input(self, label: str, tensor: torch.Tensor) -> ast.Name:
        self.found[label] = tensor
        return ast.Name(f"_input_{list(self.found).index(label)}", ast.Load())


def _holds_tensor(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_tensor, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_holds_tensor, value))
    return isinstance(value, torch.Tensor) and not isinstance(value, torch.Size)
