"""Warn where a note does not say of a recording what it should, or says what is not so.

A cell that fails in a place says why. Where every note has to pass, a cell that prints
something else than on the newest release says why as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from ..places import Place, is_among, is_meant

if TYPE_CHECKING:
    from ..notes.declarations import Declared
    from ..recordings.recording import Cell
    from .note_outputs import NotePage

logger = logging.getLogger(__name__)


def warn_of_undeclared(page: NotePage, docname: str, supported: str) -> None:
    """Warn of a page that is laid out.

    Parameters
    ----------
    page : NotePage
        The page.
    docname : str
        Its name.
    supported : str
        The releases on which each note has to pass; empty for all.
    """
    differing = {
        place: {finding.number for finding in findings if finding.kind == "differs"}
        for place, findings in page.findings.items()
    }
    for number, says in enumerate(page.declared):
        problems: dict[str, list[Place]] = {}
        for place, recording in page.current.items():
            cell = recording.cells[number]
            text = _untrue(page, place, cell, says)
            if not supported or is_among(place.release, supported):
                differs = number in differing[place]
                text = text or _missing(page, place, cell, says, differs)
            if text:
                problems.setdefault(text, []).append(place)
        for text, found in problems.items():
            told = text.format(
                places=page.names.name(found), example=_example(page, found)
            )
            logger.warning("line %s: %s", says.line, told, location=docname)
        _warn_of_idle(page, docname, number, says, differing)


def _untrue(page: NotePage, place: Place, cell: Cell, says: Declared) -> str:
    """Say what a cell says of a place that is not so there; empty if nothing is."""
    versions = page.current[place].environment.versions
    passed = not cell.exception and cell.after is None
    if passed and says.why_fails(place.device, versions):
        return (
            "the cell is declared to fail on {places}, and its recording says that it "
            "passed"
        )
    return ""


def _missing(
    page: NotePage, place: Place, cell: Cell, says: Declared, differs: bool
) -> str:
    """Say what a cell should say of a place; empty if nothing is missing."""
    versions = page.current[place].environment.versions
    why = says.why_fails(place.device, versions)
    is_release = place.device == page.place.device
    if cell.exception and not why:
        raised = cell.exception.replace("{", "{{").replace("}", "}}")
        return (
            f"on {{places}} the cell fails ({raised}), and does not say why: add "
            '# sphinx_gallery_fails_on = {{"{example}": "a sentence"}}'
        )
    if is_release and differs and not says.why_differs(place.device, versions):
        return (
            "on {places} the cell prints something else than on "
            f"{page.names.name_releases(page.names.releases[:1])}, and does not say "
            'why: add # sphinx_gallery_differs_on = {{"{example}": "a sentence"}}'
        )
    return ""


def _example(page: NotePage, places: list[Place]) -> str:
    """Return how a declaration names places."""
    last = places[0]
    if last.device != page.place.device:
        return last.device
    return f"{page.backend.subject}<={last.release}"


def _warn_of_idle(
    page: NotePage,
    docname: str,
    number: int,
    says: Declared,
    differing: dict[Place, set[int]],
) -> None:
    """Warn of a difference that is declared for releases that are not different.

    That shows where a release that is not among them has been recorded, too.
    """
    ran = {
        place: recording
        for place, recording in page.current.items()
        if place.device == page.place.device and recording.cells[number].after is None
    }
    for text in says.differs_on:
        meant = [
            place
            for place, recording in ran.items()
            if is_meant(text, place.device, recording.environment.versions)
        ]
        is_idle = not any(
            number in differing[place] or ran[place].cells[number].exception
            for place in meant
        )
        if meant and is_idle and len(meant) < len(ran):
            logger.warning(
                "line %s: the cell is declared to differ on %s, and no recording does",
                *(says.line, text),
                location=docname,
            )
