"""The page of a note, with what it printed on each device and release.

Where it is the same everywhere there is one output, and a remark says so. Where it is
not, there is an output for each, with the lines that differ marked. A recording of code
that the note no longer has is folded away at the end of the page.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..adapters.sphinx_gallery import NOTE_FOOTER_CLASS
from ..kit.below_title import below_sentence
from ..places import Place, newest_first
from ..wording import _
from .cells import OUTPUTS_CLASS, is_output, nodes_of_cell
from .compared_cell import ComparedCell
from .folds import fold
from .html_value import html_in
from .phrases import describe_change, describe_device
from .place_names import PlaceNames
from .statuses import Finding, Status, Turn
from .summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..backend import Backend
    from ..notes.declarations import Declared
    from ..recordings.history import Change
    from ..recordings.recording import Recording

WHOLE_CLASS = "whole-output"


def place_of(recording: Recording, subject: str) -> Place:
    """Return the device and the release that a recording is of."""
    environment = recording.environment
    return Place(environment.device, environment.release(subject))


class NotePage:
    """The page of a note and its recordings.

    Parameters
    ----------
    built : Recording
        What the note printed where the page is built.
    accepted : Recording or None
        What is recorded of that place.
    others : dict of Place to Recording
        What is recorded of other places.
    cells : list of Declared
        What each cell says of devices and releases.
    backend : Backend
        Says what the notes are about, and which devices readers may have.
    whole : dict of int to pathlib.Path
        By cell, files in the source folder with all that was printed, where the output
        is cut.
    """

    def __init__(
        self,
        built: Recording,
        accepted: Recording | None,
        others: dict[Place, Recording],
        cells: list[Declared],
        backend: Backend,
        whole: dict[int, Path],
    ) -> None:
        self.backend = backend
        self.built = built
        self.place = place_of(built, backend.subject)
        self.whole = whole
        self.history = accepted.history if accepted is not None else ()
        self.since = built.with_history(accepted).history[-1]
        self.declared = cells
        self.outdated = {
            place: other
            for place, other in others.items()
            if other.code_hash != built.code_hash
        }
        current = {self.place: built} | {
            place: other
            for place, other in others.items()
            if place not in self.outdated
        }
        self.current = {place: current[place] for place in self._in_order(current)}
        self.names = PlaceNames(self.current, self.place, backend.title)
        self.findings: dict[Place, list[Finding]] = {
            place: [] for place in self.current
        }
        self.not_reached = Counter[Place]()
        self.turns: list[Turn] = []
        self.claims: dict[str, dict[str, tuple[bool | None, ...]]] = {}

    def _in_order(self, places: Iterable[Place]) -> list[Place]:
        """Return places: the device of the build first, of each the newest release."""
        found = list(places)
        releases = newest_first(place.release for place in found)
        return sorted(
            found,
            key=lambda place: (
                place.device != self.place.device,
                place.device,
                releases.index(place.release),
            ),
        )

    @property
    def statuses(self) -> dict[Place, Status]:
        """What became of the note in each place."""
        found = {
            place: Status(
                recording.environment,
                "built" if recording is self.built else "recorded",
                tuple(self.findings[place]),
                self.not_reached[place],
                self.history if recording is self.built else (),
            )
            for place, recording in self.current.items()
        }
        return found | {
            place: Status(recording.environment, "out of date")
            for place, recording in self.outdated.items()
        }

    def lay_out(
        self, doctree: nodes.document, blocks: dict[int, nodes.literal_block]
    ) -> None:
        """Put outputs, remarks and a summary in their places.

        Parameters
        ----------
        doctree : docutils.nodes.document
            The page.
        blocks : dict of int to docutils.nodes.literal_block
            The code of each cell that has a place on the page, by its number.
        """
        # sphinx-gallery has put out what one device printed, less the indentation that
        # all lines share, and in front of the code if a note is a single cell.
        for node in list(doctree.findall(is_output)):
            node.parent.remove(node)
        for number, block in blocks.items():
            html = html_in(nodes_of_cell(block), take=True)
            self._lay_out_cell(number, block, html)
        title = doctree.next_node(nodes.title)
        if title is not None:
            title.parent.insert(below_sentence(title), Summary(self).lay_out())
        for recording in self.outdated.values():
            if recording.cells:
                folded = _folded(recording, self.backend.subject)
                _insert_before_footer(doctree, folded)
        if len(self.history) > 1:
            folded = _folded_history(self.history, self.backend.subject)
            _insert_before_footer(doctree, folded)

    def _lay_out_cell(self, number: int, block: nodes.literal_block, html: str) -> None:
        cells = {
            place: recording.cells[number] for place, recording in self.current.items()
        }
        compared = ComparedCell(
            cells,
            self.declared[number],
            self.names,
            self.backend.without_device,
            html,
        )
        anchor, heading = _section(block)
        for place, finding in compared.findings(anchor, heading, number):
            self.findings[place].append(finding)
        self.not_reached.update(compared.silent)
        self.turns += [Turn(one, anchor, heading) for one in compared.changes()]
        if claim := self.declared[number].claim:
            # What was recorded of other expressions says nothing of these.
            self.claims[anchor] = {
                place.release: tuple(held[expression] for expression in claim)
                for place, cell in cells.items()
                if place.device == self.place.device
                and set(claim) <= (held := dict(cell.claims)).keys()
            }
        output = compared.lay_out()
        if output is not None and number in self.whole:
            link = _whole_output(self.whole[number])
            aside = output.get("aside", "")
            output = nodes.container("", output, link, classes=[OUTPUTS_CLASS])
            output["aside"] = aside
        if output is not None:
            last = nodes_of_cell(block)[-1]
            block.parent.insert(block.parent.index(last) + 1, output)


def _whole_output(path: Path) -> nodes.paragraph:
    """Return a link to all that a cell printed."""
    text = _("The whole output: {file}").format(file=path.name)
    link = addnodes.download_reference(
        "", "", nodes.inline("", text), reftarget=f"/{path.as_posix()}"
    )
    return nodes.paragraph("", "", link, classes=[WHOLE_CLASS])


def _section(node: nodes.Node) -> tuple[str, str]:
    """Return the anchor and the heading of the section that a node is in."""
    while not isinstance(node, nodes.section):
        node = node.parent
    title = node.next_node(nodes.title)
    return node["ids"][0], title.astext() if title is not None else ""


def _folded(recording: Recording, subject: str) -> fold:
    """Return a recording that is out of date, folded away."""
    environment = recording.environment
    folded = fold(
        summary=_("Out of date: what {device} printed").format(
            device=describe_device(environment, date=True)
        ),
        open=False,
        classes=["outdated"],
    )
    text = _(
        "The code of this note has changed since it ran on {device}, with {version}. "
        "This is what it was, and what it printed:"
    ).format(
        device=environment.device,
        version=f"{subject} {environment.versions.get(subject, '')}",
    )
    folded += nodes.paragraph(text, text)
    for cell in recording.cells:
        folded += nodes.literal_block(cell.code, cell.code, language="python")
        if cell.output:
            folded += nodes.literal_block(cell.output, cell.output, language="none")
    return folded


def _folded_history(history: tuple[Change, ...], subject: str) -> fold:
    """Return when the note began to print what it prints, folded away."""
    lines = (
        f"{change.date}: {describe_change(change, subject)}"
        for change in reversed(history)
    )
    items = (nodes.list_item("", nodes.paragraph(line, line)) for line in lines)
    folded = fold(
        summary=_("When the output changed"), open=False, classes=["note-history"]
    )
    folded += nodes.bullet_list("", *items)
    return folded


def _insert_before_footer(doctree: nodes.document, node: nodes.Node) -> None:
    for footer in doctree.findall(nodes.container):
        if NOTE_FOOTER_CLASS in footer["classes"]:
            footer.parent.insert(footer.parent.index(footer), node)
            return
