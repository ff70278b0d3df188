"""What a note proves: the checks in its code."""

from __future__ import annotations

import ast
import functools


@functools.lru_cache(maxsize=256)  # Two rooms ask for that of a whole note.
def count_checks(source: str) -> int:
    """Count what a script proves.

    A check is an ``assert``, a call of ``assert_close``, or a ``try`` that fails unless
    something is raised.
    """
    return sum(map(_is_check, ast.walk(ast.parse(source))))


def _is_check(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", None) == "assert_close"
    if isinstance(node, ast.Try):
        return any(isinstance(statement, ast.Raise) for statement in node.orelse)
    return isinstance(node, ast.Assert)


def split_checks(code: str) -> tuple[str, str]:
    """Split the code of a cell where the assertions at its end begin.

    Returns
    -------
    code, checks : str, str
        All of the code and no checks, if there is nothing but assertions.
    """
    if "assert" not in code:
        return code, ""
    try:
        body = ast.parse(code).body
    except SyntaxError:
        return code, ""  # Without what is ignored it need not be Python.
    first = len(body)
    while first > 0 and isinstance(body[first - 1], ast.Assert):
        first -= 1
    if first in (0, len(body)):
        return code, ""
    lines = code.splitlines()
    begin = body[first - 1].end_lineno or 0
    return "\n".join(lines[:begin]), "\n".join(lines[begin:]).strip("\n")
