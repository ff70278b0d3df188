"""Put to the test what people may have read: the claim that a cell declares."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Collection
from typing import Any


def hold(
    claim: tuple[str, ...], names: dict[str, Any], missing: Collection[str] = ()
) -> tuple[bool | None, ...]:
    """Tell of each expression whether it is true; None if that cannot be told.

    Parameters
    ----------
    claim : tuple of str
        The expressions. They change nothing that the note has made.
    names : dict of str to object
        What the names of the note stand for.
    missing : collection of str
        Those that cells which failed should have made.
    """
    made = {name: names[name] for name in names.keys() - {*missing}}
    known = {**made, "raises": raises}
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(action="ignore"),
    ):
        return tuple(_holds(expression, known) for expression in claim)


def raises(call: Callable[[], object]) -> bool:
    """Tell whether a call raises.

    Raises
    ------
    NameError
        If it names what there is not: then that says nothing of the call.
    """
    try:
        call()
    except NameError:
        raise
    except Exception:
        return True
    return False


def _holds(expression: str, names: dict[str, Any]) -> bool | None:
    try:
        return bool(eval(expression, names))
    except Exception:
        return None
