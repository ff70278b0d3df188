"""What became of each note in each place, for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..kit.page_values import PageValues
from ..places import Place

if TYPE_CHECKING:
    from ..recordings.history import Change
    from ..recordings.recording import Environment


@dataclass(frozen=True)
class Finding:
    """A cell that fails in a place, or prints something else than it is compared with.

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
    number : int
        Which cell of the note it is, counted from 0.
    """

    kind: Literal["fails", "differs"]
    anchor: str
    heading: str
    text: str
    reason: str
    number: int


@dataclass(frozen=True)
class Status:
    """What became of a note in a place.

    Attributes
    ----------
    environment : Environment
        Where and when it ran.
    state : str
        ``"built"`` where this build ran; else whether the recording is of the code that
        the note has now.
    findings : tuple of Finding
        None of a recording that is out of date.
    not_reached : int
        How many cells need what an earlier one would have made that failed.
    history : tuple of Change
        When the output changed, as far as that was accepted; only of ``"built"``.
    """

    environment: Environment
    state: Literal["built", "recorded", "out of date"]
    findings: tuple[Finding, ...] = ()
    not_reached: int = 0
    history: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Turn:
    """A release on which a cell began to do something else.

    Attributes
    ----------
    release : str
        The release.
    anchor, heading : str
        The section of the page that the cell is in.
    """

    release: str
    anchor: str
    heading: str


# Of each note that was read, by its page: its status in each place, the releases on
# which something changed, and by the anchor of a section whether what its cell puts to
# the test holds on each release.
statuses: PageValues[dict[Place, Status]] = PageValues("note_statuses")
turns: PageValues[list[Turn]] = PageValues("note_turns")
claims: PageValues[dict[str, dict[str, tuple[bool | None, ...]]]] = PageValues(
    "note_claims"
)


def place_built(note: dict[Place, Status]) -> Place | None:
    """Return where the page of a note was built."""
    return next((at for at, status in note.items() if status.state == "built"), None)
