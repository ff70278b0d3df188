"""Names that a failed cell should have made, which later cells of a note may need.

A note goes on after such a cell where it does not have to pass. What a later cell makes
of a name that is missing, or that still has its old value, says nothing of that cell.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator


class MissingNames:
    """What the cells of one note, in their order, make and need.

    Attributes
    ----------
    missing : dict of str to int
        By name, the number of the cell that should have made it and has failed.
    """

    def __init__(self) -> None:
        self.missing: dict[str, int] = {}
        # The names that functions of earlier cells read when they are called.
        self._read_by: dict[str, set[str]] = {}

    def end_cell(self, number: int, code: str, unfinished: str | None) -> int | None:
        """Take note of a cell, and tell whether it came after one that it needs.

        Parameters
        ----------
        number : int
            Which cell it is, counted from 0.
        code : str
            All of its code.
        unfinished : str or None
            The code of the statements that did not run to their end; None if the cell
            did.

        Returns
        -------
        int or None
            The number of the cell that failed first of those that it needs.
        """
        body = ast.parse(code).body
        self._read_by |= dict(_functions(body))
        needs = self._reads(body)
        late = [self.missing[name] for name in needs & self.missing.keys()]
        after = min(late, default=None)
        made = _names_made(body)
        if after is not None:
            self.missing |= dict.fromkeys(made, after)
            return after
        for name in made:
            self.missing.pop(name, None)
        if unfinished is not None:
            lost = _names_made(ast.parse(unfinished).body)
            self.missing |= dict.fromkeys(lost, number)
        return None

    def _reads(self, body: list[ast.stmt]) -> set[str]:
        """Return the names that some code needs, before it makes them itself."""
        made: set[str] = set()
        needs: set[str] = set()
        for statement in body:
            # What a function reads it reads when it is called.
            waits = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
            read = set() if waits else _names(statement, ast.Load)
            read -= _own_names(statement)
            for name in list(read):
                read |= self._read_by.get(name, set())
            needs |= read - made
            made |= _names_made([statement], changed=False)
        return needs


def _functions(body: list[ast.stmt]) -> Iterator[tuple[str, set[str]]]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            own = _own_names(statement) | _names(statement, ast.Store)
            yield statement.name, _names(statement, ast.Load) - own


def _names_made(body: list[ast.stmt], *, changed: bool = True) -> set[str]:
    """Return the names that statements bind, and those whose value they may change."""
    found: set[str] = set()
    for statement in body:
        found |= _names(statement, ast.Store)
        for node in ast.walk(statement):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.alias):
                found.add((node.asname or node.name).partition(".")[0])
            elif changed and isinstance(node, ast.Call | ast.Subscript):
                found |= _changed(node)
    return found


def _changed(node: ast.Call | ast.Subscript) -> set[str]:
    """Return what a call such as ``t.add_(1)`` or ``t[0] = 1`` changes in place."""
    if isinstance(node, ast.Call):
        function = node.func
        if not isinstance(function, ast.Attribute):
            return set()
        in_place = function.attr.endswith("_") or function.attr in IN_PLACE
        return _names(function.value, ast.Load) if in_place else set()
    return _names(node.value, ast.Load) if isinstance(node.ctx, ast.Store) else set()


def _own_names(statement: ast.stmt) -> set[str]:
    """Return what loops and functions in a statement name before they read it."""
    found: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.For | ast.comprehension):
            found |= _names(node.target, ast.Store)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            found |= _names(node.optional_vars, ast.Store)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return found


# Methods of lists and of modules that change what they are called on.
IN_PLACE = {"append", "backward", "extend", "load_state_dict", "step", "update"}


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and isinstance(one.ctx, context)
    }
