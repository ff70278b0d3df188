"""What became of each note on each device, for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .collected import Collected
from .wording import _

if TYPE_CHECKING:
    from .history import Change
    from .recordings import Environment


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
statuses: Collected[dict[str, Status]] = Collected("note_statuses")


def described(environment: Environment, *, date: bool) -> str:
    """Return a device with its full name, and the date of a recording."""
    details = [environment.name] if environment.name != environment.device else []
    if date:
        details.append(_("recorded {date}").format(date=environment.date))
    more = f" ({', '.join(details)})" if details else ""
    return f"{environment.device}{more}"
