"""When a note began to print what it prints: a history that its recording keeps.

Each recording that is accepted in the place of another takes over its history, and adds
to it if the code or the output has changed. What a note printed before can be looked up
in the version control of the recordings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .wording import _

if TYPE_CHECKING:
    from .recordings import Recording


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
    torch : str
        The version of PyTorch.
    """

    what: Literal["first", "code", "output"]
    date: str
    torch: str

    @classmethod
    def to(
        cls, what: Literal["first", "code", "output"], recording: Recording
    ) -> Change:
        """Describe the change to a recording."""
        environment = recording.environment
        return cls(what, environment.date, environment.torch)


def following(recording: Recording, earlier: Recording | None) -> tuple[Change, ...]:
    """Return the history of a recording that takes the place of an earlier one."""
    if earlier is None:
        return (Change.to("first", recording),)
    before = earlier.history or (Change.to("first", earlier),)
    if earlier.code_hash != recording.code_hash:
        return (*before, Change.to("code", recording))
    if earlier.cells != recording.cells:
        return (*before, Change.to("output", recording))
    return before


def said(change: Change) -> str:
    """Say what changed, for readers."""
    texts = {
        "first": _("first recorded, with torch {torch}"),
        "code": _("other code, with torch {torch}"),
        "output": _("the same code prints something else with torch {torch}"),
    }
    return texts[change.what].format(torch=version(change.torch))


def version(torch: str) -> str:
    """Return a version of PyTorch without what it was built for."""
    return torch.partition("+")[0]
