"""When a note began to print what it prints: a history that its recording keeps.

Each recording that is accepted in the place of another takes over its history, and adds
to it if the code or the output has changed. What a note printed before can be looked up
in the version control of the recordings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(frozen=True)
class Change:
    """A day on which a note began to print something else.

    Attributes
    ----------
    what : str
        ``"first"`` for the first recording on the device, ``"code"`` if the code had
        changed, and ``"output"`` if the same code printed something else.
    date : str
        The day in UTC, as ``YYYY-MM-DD``.
    versions : mapping of str to str
        The version of each package that matters.
    """

    what: Literal["first", "code", "output"]
    date: str
    versions: Mapping[str, str] = field(default_factory=dict)


def extend_history(
    before: tuple[Change, ...],
    change: Change,
    *,
    is_same_code: bool,
    is_same_output: bool,
) -> tuple[Change, ...]:
    """Return the history of a recording that takes the place of an earlier one.

    Parameters
    ----------
    before : tuple of Change
        That of the earlier one; empty if there is none.
    change : Change
        Where and when this recording was made.
    is_same_code, is_same_output : bool
        Whether the earlier one has this code, and this output.
    """
    if not before:
        return (replace(change, what="first"),)
    if not is_same_code:
        return (*before, replace(change, what="code"))
    if not is_same_output:
        return (*before, replace(change, what="output"))
    return before
