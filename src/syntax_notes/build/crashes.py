"""Say in a sentence what Sphinx would show as a crash.

Sphinx prints its versions, its last messages and a traceback, and asks to report them,
also where conf.py has a wrong line. Here follows the line, and what is wrong there.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from sphinx.errors import SphinxError

from .system_errors import explain_error

MOST = 400  # characters of a message
CONFIGURATION = "conf.py"


def explain(error: BaseException) -> str:
    """Return the sentence; empty if who runs this has interrupted it.

    Parameters
    ----------
    error : BaseException
        What Sphinx has caught. What it was raised from says more.
    """
    if isinstance(error, KeyboardInterrupt):
        return ""
    chain = [error]
    while (cause := chain[-1].__cause__ or _original(chain[-1])) is not None:
        chain.append(cause)
    for one in reversed(chain):
        if place := _place(one):
            return f"{place}: {type(one).__name__}: {_message(one)}"
    last = chain[-1]
    if isinstance(last, OSError):
        return explain_error(last, Path.cwd())
    # What is raised for authors to read is a sentence already.
    kind = "" if isinstance(last, SphinxError) else f"{type(last).__name__}: "
    return f"{kind}{_message(last)}"


def _original(error: BaseException) -> BaseException | None:
    """Return what a handler raised: Sphinx keeps it in an attribute of its own."""
    original = getattr(error, "orig_exc", None)
    return original if isinstance(original, BaseException) else None


def _place(error: BaseException) -> str:
    """Return the last line of the project that an error came by; empty if none."""
    found = ""
    if isinstance(error, SyntaxError) and error.filename:
        # Sphinx compiles the configuration under its name, without a folder.
        found = _shown(error.filename, error.lineno)
    for frame in traceback.extract_tb(error.__traceback__):
        found = _shown(frame.filename, frame.lineno) or found
    return found


def _shown(file: str, line: int | None) -> str:
    if file == CONFIGURATION:
        return f"{file}:{line}"
    path, here = Path(file), Path.cwd()
    own = path.is_relative_to(here) and not {"site-packages", ".nox"} & {*path.parts}
    return f"{os.path.relpath(path, here)}:{line}" if own else ""


def _message(error: BaseException) -> str:
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    line = " ".join(text.split())
    return line if len(line) <= MOST else f"{line[:MOST]}…"
