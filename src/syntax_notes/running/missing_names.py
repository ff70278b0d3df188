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
        # What was imported, which no call is taken to change.
        self._modules: set[str] = set()
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
        imported = _imported(body)
        self._modules |= imported
        made = self._names_made(body)
        lost = self._names_made(ast.parse(unfinished or "").body)
        if after is not None:
            # What it has imported needs nothing of the cells before.
            lost |= made - imported
        for name in made - lost:
            self.missing.pop(name, None)
        self.missing |= dict.fromkeys(lost, number if after is None else after)
        return after

    def _names_made(self, body: list[ast.stmt]) -> set[str]:
        """Return the names that statements bind, or whose value they may change."""
        changed = {name for one in body for name in _changed(one)}
        return _bound(body) | changed - self._modules

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
            made |= _bound([statement])
        return needs


def _functions(body: list[ast.stmt]) -> Iterator[tuple[str, set[str]]]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            own = _own_names(statement) | _names(statement, ast.Store)
            yield statement.name, _names(statement, ast.Load) - own


def _bound(body: list[ast.stmt]) -> set[str]:
    """Return the names that statements bind."""
    found = _imported(body)
    for statement in body:
        found |= _names(statement, ast.Store)
        for node in ast.walk(statement):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(node.name)
    return found


def _imported(body: list[ast.stmt]) -> set[str]:
    return {
        (node.asname or node.name).partition(".")[0]
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.alias)
    }


def _changed(statement: ast.stmt) -> Iterator[str]:
    """Yield what calls such as ``t.add_(1)`` or ``t[0] = 1`` may change in place."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            in_place = node.func.attr.endswith("_") or node.func.attr in IN_PLACE
            yield from _owner(node.func.value) if in_place else ()
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield from _owner(node.value)


def _owner(node: ast.expr) -> set[str]:
    """Return the name that a value is part of; nothing if it has just been made."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


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
