"""What a page and the terminal say of an exception, however faulty it is.

Its text may be missing, huge, of many lines, or no text that can be written; to ask for
it may fail. On the page it is whole, as far as the output of a cell would be. On the
terminal it is one line, cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .streams import printable
from .terminal import SEQUENCE

# Characters of a message on the terminal.
MOST = 300
# Exceptions of a group, or causes of one another, that are told.
MOST_PARTS = 20
HEAD = "Traceback (most recent call last):"


def name_of(error: BaseException) -> str:
    """Return the name of the class of an exception."""
    return " ".join(printable(type(error).__name__).split())


def message_of(error: BaseException, limit: int) -> str:
    """Return what an exception says, without its name, as a page can show it.

    Parameters
    ----------
    error : BaseException
        The exception.
    limit : int
        Characters that a page shows.

    Returns
    -------
    str
        Its message and the notes that were added to it, then the exceptions of a group
        and those that caused it, a line for each.
    """
    text = "\n".join(_parts(error)).rstrip("\n")
    if len(text) > limit:
        cut = len(text) - limit
        text = f"{text[:limit]}\n[{cut:,} more characters are not shown]"
    return printable(text)


def with_name(error: BaseException, limit: int) -> str:
    """Return the name of an exception and what it says."""
    message = message_of(error, limit)
    return f"{name_of(error)}: {message}" if message else name_of(error)


def _parts(error: BaseException) -> Iterator[str]:
    yield text_of(error)
    notes = getattr(error, "__notes__", None)
    if isinstance(notes, list | tuple):
        yield from map(text_of, notes)
    told: set[int] = {id(error)}
    for word, other in _others(error):
        if id(other) in told or len(told) > MOST_PARTS:
            break
        told.add(id(other))
        text = text_of(other)
        yield f"{word} {name_of(other)}: {text}" if text else f"{word} {name_of(other)}"


def _others(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield the exceptions of a group, then the causes of one another."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield "-", one
            yield from _others(one)
    cause = error.__cause__
    while cause is not None:
        yield "caused by", cause
        cause = cause.__cause__


def text_of(value: object, ask: Callable[[Any], str] = str) -> str:
    """Return a value as text; ``ask`` may fail, or not answer with a plain text."""
    try:
        return "".join([ask(value)])
    except KeyboardInterrupt:
        raise
    except BaseException:
        return f"<{ask.__name__}() failed>"


def plain(error: Exception, limit: int) -> Exception:
    """Return an exception that reads like another in a traceback, and can be read.

    Its class has the name of that of the other, and it has its traceback.
    """
    kind = type(error)
    module = kind.__module__ if isinstance(kind.__module__, str) else "builtins"
    namespace = {"__module__": printable(module)}
    made: type[Exception] = type(name_of(error), (Exception,), namespace)
    return made(message_of(error, limit)).with_traceback(error.__traceback__)


def on_one_line(text: str) -> str:
    """Return a text on one line, cut where it goes on for too long."""
    line = " ".join(printable(text[: 100 * MOST]).split())
    return line if len(line) <= MOST else f"{line[:MOST]} …"


def read_traceback(formatted: str, source: str) -> tuple[int, str]:
    """Return the line of a script and the message that a traceback ends with.

    Parameters
    ----------
    formatted : str
        The traceback, as Python writes it.
    source : str
        The path of the script, as the traceback spells it.

    Returns
    -------
    line, message : int, str
        The last line of the script that was executed, 0 for none; on one line the
        exception, without its module, and what it says.
    """
    # The frames are indented, the message is not. It may go on over several lines.
    first, *rest = re.split(r"^(?=\S)", formatted.strip(), flags=re.MULTILINE)[1:]
    frames, message = (first, rest) if first.startswith(HEAD) else ("", [first, *rest])
    lines = re.findall(rf'File "{re.escape(source)}", line (\d+)', frames)
    text = on_one_line("".join(message)) or on_one_line(formatted)
    text = re.sub(r"^(?:\w+\.)+(?=\w+(?::|$))", "", text)
    return int(lines[-1]) if lines else 0, text


def cut_traceback(text: str) -> str:
    """Return a text that ends with a traceback, whose message is on one line, cut."""
    before, head, rest = SEQUENCE.sub("", text).partition(HEAD)
    if not head:
        return text
    margin = before.rpartition("\n")[2]
    frames, *message = re.split(rf"^{margin}(?=\S)", rest, flags=re.MULTILINE)
    return f"{before}{head}{frames}{margin}{on_one_line(''.join(message))}"
