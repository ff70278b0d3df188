"""The page of a note, with what it printed on each device.

Where all devices printed the same there is one output, and a remark says so. Where they
differ, there is an output for each, with the lines that differ marked. A recording of
code that the note no longer has is folded away at the end of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from ..adapters.sphinx_gallery import NOTE_FOOTER_CLASS
from ..kit.below_title import below_sentence
from ..wording import _
from .cells import OUTPUTS_CLASS, is_output, nodes_of_cell
from .compared_cell import ComparedCell
from .folds import fold
from .html_value import html_in
from .page_prose import BESIDE
from .phrases import describe_change, describe_device, describe_version
from .statuses import Finding, Status

if TYPE_CHECKING:
    from pathlib import Path

    from ..backend import Backend
    from ..notes.declarations import Declared
    from ..recordings.history import Change
    from ..recordings.recording import Recording

logger = logging.getLogger(__name__)

WHOLE_CLASS = "whole-output"


class NotePage:
    """The page of a note and its recordings.

    Parameters
    ----------
    built : Recording
        What the note printed on the device that the page is built on.
    accepted : Recording or None
        What is recorded of that device.
    others : dict of str to Recording
        What is recorded of other devices.
    cells : list of Declared
        What each cell says of devices.
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
        others: dict[str, Recording],
        cells: list[Declared],
        backend: Backend,
        whole: dict[int, Path],
    ) -> None:
        self.backend = backend
        self.built = built
        self.whole = whole
        self.history = accepted.history if accepted is not None else ()
        self.since = built.with_history(accepted).history[-1]
        self.declared = cells
        self.outdated = {
            device: other
            for device, other in others.items()
            if other.code_hash != built.code_hash
        }
        self.current = {built.environment.device: built} | {
            device: other
            for device, other in others.items()
            if device not in self.outdated
        }
        self.findings: dict[str, list[Finding]] = {
            device: [] for device in self.current
        }

    @property
    def statuses(self) -> dict[str, Status]:
        """What became of the note on each device."""
        found = {
            device: Status(
                recording.environment,
                "built" if recording is self.built else "recorded",
                tuple(self.findings[device]),
                self.history if recording is self.built else (),
            )
            for device, recording in self.current.items()
        }
        return found | {
            device: Status(recording.environment, "out of date")
            for device, recording in self.outdated.items()
        }

    def warn_of_undeclared(self, docname: str) -> None:
        """Warn of a recorded failure without a reason, and of a reason without one."""
        for device, recording in self.current.items():
            for cell, says in zip(recording.cells, self.declared, strict=True):
                if cell.exception and device not in says.fails_on:
                    logger.warning(
                        "line %s: on %s the cell fails (%s), and does not say why: add "
                        '# sphinx_gallery_fails_on = {"%s": "a sentence"}',
                        *(says.line, device, cell.exception, device),
                        location=docname,
                    )
                elif device in says.fails_on and not cell.exception:
                    logger.warning(
                        "line %s: the cell is declared to fail on %s, and its "
                        "recording says that it passed",
                        *(says.line, device),
                        location=docname,
                    )

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
            title.parent.insert(below_sentence(title), self._summary())
        for recording in self.outdated.values():
            folded = _folded(recording, self.backend.subject)
            _insert_before_footer(doctree, folded)
        if len(self.history) > 1:
            folded = _folded_history(self.history, self.backend.subject)
            _insert_before_footer(doctree, folded)

    def _lay_out_cell(self, number: int, block: nodes.literal_block, html: str) -> None:
        cells = {
            device: recording.cells[number]
            for device, recording in self.current.items()
        }
        compared = ComparedCell(
            cells,
            self.declared[number],
            self._name_devices,
            self.backend.without_device,
            html,
        )
        for device, finding in compared.findings(*_section(block)):
            self.findings[device].append(finding)
        output = compared.lay_out()
        if output is not None and number in self.whole:
            link = _whole_output(self.whole[number])
            aside = output.get("aside", "")
            output = nodes.container("", output, link, classes=[OUTPUTS_CLASS])
            output["aside"] = aside
        if output is not None:
            last = nodes_of_cell(block)[-1]
            block.parent.insert(block.parent.index(last) + 1, output)

    def _name_devices(self, group: list[str], date: bool) -> str:
        return " · ".join(self._name_device(device, date=date) for device in group)

    def _name_device(self, device: str, *, date: bool) -> str:
        recording = self.current[device]
        return describe_device(
            recording.environment, date=date and recording is not self.built
        )

    def _summary(self) -> nodes.bullet_list:
        """Say for each device what became of the note there."""
        lines = [self._device_summary(device) for device in self.current]
        lines += [
            nodes.paragraph(
                "",
                _("Out of date: {device}").format(
                    device=describe_device(old.environment, date=True)
                ),
            )
            for old in self.outdated.values()
        ]
        known = self.current.keys() | self.outdated.keys()
        missing = [
            device for device in self.backend.usual_devices if device not in known
        ]
        if missing:
            text = _("Not run here: {devices}").format(devices=", ".join(missing))
            lines.append(nodes.paragraph("", text))
        items = (nodes.list_item("", line) for line in lines)
        return nodes.bullet_list("", *items, classes=["note-devices"], **{BESIDE: True})

    def _device_summary(self, device: str) -> nodes.paragraph:
        findings = self.findings[device]
        name = self._name_device(device, date=True)
        here = self.built.environment
        version = describe_version(here.versions, self.backend.subject)
        first = describe_version(self.since.versions, self.backend.subject)
        if device == here.device and version != first:
            text = _(
                "Ran on {device} with {version}; same output since {date} and {first}"
            )
        elif device == here.device:
            text = _("Ran on {device} with {version}; same output since {date}")
        elif findings:
            text = _("Not the same on {device}")
        else:
            text = _("Same on {device}")
        text = text.format(
            device=name, version=version, date=self.since.date, first=first
        )
        summary = nodes.paragraph("", text)
        kinds = {"fails": _("fails in "), "differs": _("differs in ")}
        for number, finding in enumerate(findings):
            summary += nodes.Text(", " if number else ": ")
            summary += nodes.Text(kinds[finding.kind])
            summary += nodes.reference(
                "", finding.heading, internal=True, refid=finding.anchor
            )
        return summary


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
