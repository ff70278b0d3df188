"""What became of each note on each device, for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..kit.page_values import PageValues

if TYPE_CHECKING:
    from ..recordings.history import Change
    from ..recordings.recording import Environment


@dataclass(frozen=True)
class Finding:
    """A cell in which a device is not like the one that the site was built on.

    Attributes
    ----------
    kind : str
        Whether the cell raises there, or prints something else.
    anchor : str
        The section of the page.
    heading : str
        Its heading.
    text : str
        The exception, if the cell raises.
    reason : str
        What this teaches, as the note says; empty if it does not.
    """

    kind: Literal["fails", "differs"]
    anchor: str
    heading: str
    text: str
    reason: str


@dataclass(frozen=True)
class Status:
    """What became of a note on a device.

    Attributes
    ----------
    environment : Environment
        Where and when it ran.
    state : str
        ``"built"`` on the device of this build; else whether the recording is of the
        code that the note has now.
    findings : tuple of Finding
        None of a recording that is out of date.
    history : tuple of Change
        When the output changed, as far as that was accepted; only of ``"built"``.
    """

    environment: Environment
    state: Literal["built", "recorded", "out of date"]
    findings: tuple[Finding, ...] = ()
    history: tuple[Change, ...] = ()


# The status of each note that was read, by its page and by device.
statuses: PageValues[dict[str, Status]] = PageValues("note_statuses")
