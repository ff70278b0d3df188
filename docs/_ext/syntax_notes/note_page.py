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

from . import comparing, devices
from .cells import OUTPUT_CLASS, OUTPUTS_CLASS, fold, is_output, nodes_of_cell
from .history import said, version
from .statuses import Finding, Status, described
from .wording import _

if TYPE_CHECKING:
    from pathlib import Path

    from .declared import Declared
    from .history import Change
    from .recordings import Cell, Environment, Recording

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
        whole: dict[int, Path],
    ) -> None:
        self.built = built
        self.whole = whole
        self.history = accepted.history if accepted is not None else ()
        self.since = built.after(accepted).history[-1]
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
        self, doctree: nodes.document, blocks: list[nodes.literal_block]
    ) -> None:
        """Put outputs, remarks and a summary in their places.

        Parameters
        ----------
        doctree : docutils.nodes.document
            The page.
        blocks : list of docutils.nodes.literal_block
            The code of each cell.
        """
        # sphinx-gallery has put out what one device printed, less the indentation that
        # all lines share, and in front of the code if a note is a single cell.
        for node in list(doctree.findall(is_output)):
            node.parent.remove(node)
        for number, block in enumerate(blocks):
            self._lay_out_cell(number, block)
        title = doctree.next_node(nodes.title)
        if title is not None:
            sentence = title.parent.index(title) + 1
            title.parent.insert(sentence + 1, self._summary())
        for recording in self.outdated.values():
            _insert_before_footer(doctree, _folded(recording))
        if len(self.history) > 1:
            _insert_before_footer(doctree, _folded_history(self.history))

    def _lay_out_cell(self, number: int, block: nodes.literal_block) -> None:
        cells = {
            device: recording.cells[number]
            for device, recording in self.current.items()
        }
        groups = _group(cells)
        self._find(number, block, cells, groups)
        shown = self._outputs(number, cells, groups)
        if shown is not None and number in self.whole:
            link = _whole_output(self.whole[number])
            aside = shown.get("aside", "")
            shown = nodes.container("", shown, link, classes=[OUTPUTS_CLASS])
            shown["aside"] = aside
        if shown is not None:
            last = nodes_of_cell(block)[-1]
            block.parent.insert(block.parent.index(last) + 1, shown)

    def _find(
        self,
        number: int,
        block: nodes.literal_block,
        cells: dict[str, Cell],
        groups: list[list[str]],
    ) -> None:
        """Note down on which devices the cell fails or differs."""
        anchor, heading = _section(block)
        says = self.declared[number]
        for device, cell in cells.items():
            if cell.exception:
                reason = says.fails_on.get(device, "")
                finding = Finding("fails", anchor, heading, cell.exception, reason)
            elif device not in groups[0]:
                reason = says.differs_on.get(device, "")
                finding = Finding("differs", anchor, heading, "", reason)
            else:
                continue
            self.findings[device].append(finding)

    def _outputs(
        self, number: int, cells: dict[str, Cell], groups: list[list[str]]
    ) -> nodes.Element | None:
        """Return what the devices printed; None if none printed anything."""
        first = cells[groups[0][0]]
        if len(groups) == 1 and not first.exception:
            if not first.output:
                return None
            block = _output(first.output)
            if len(cells) > 1:
                names = self._named(groups[0], date=False)
                block["aside"] = _("same on {devices}").format(devices=names)
            return block
        outputs = nodes.container(classes=[OUTPUTS_CLASS])
        failed = [device for device in cells if cells[device].exception]
        other = [
            device for group in groups[1:] for device in group if device not in failed
        ]
        outputs["aside"] = _("; ").join(
            said.format(devices=", ".join(found))
            for said, found in (
                (_("differs on {devices}"), other),
                (_("fails on {devices}"), failed),
            )
            if found
        )
        for group in groups:
            others = [cells[group[0]] for group in groups if group is not groups[0]]
            compared = others if group is groups[0] else [first]
            outputs += self._variant(number, cells, group, compared)
        for device, reason in self.declared[number].differs_on.items():
            if device in other:
                text = _("Why {device} differs: {reason}").format(
                    device=device, reason=reason
                )
                outputs += nodes.paragraph(text, text, classes=["device-reason"])
        return outputs

    def _variant(
        self,
        number: int,
        cells: dict[str, Cell],
        group: list[str],
        compared: list[Cell],
    ) -> nodes.container:
        """Return what a group of devices printed alike."""
        cell = cells[group[0]]
        variant = nodes.container(classes=["device-output"])
        name = self._named(group, date=True)
        variant += nodes.paragraph(name, name, classes=["device-name"])
        if cell.printed:
            pairs = (
                comparing.differing_lines(cell.printed, other.printed)
                for other in compared
            )
            marked = sorted({line for own, _ in pairs for line in own})
            variant += _output(cell.printed, marked)
        if cell.exception:
            raised = _output(cell.exception)
            raised["classes"].append("device-exception")
            variant += raised
        if not cell.output:
            variant += nodes.paragraph("", _("No output."), classes=["device-reason"])
        for device in group:
            reason = self.declared[number].fails_on.get(device)
            if cell.exception and reason:
                text = _("Why it fails on {device}: {reason}").format(
                    device=device, reason=reason
                )
                variant += nodes.paragraph(text, text, classes=["device-reason"])
        return variant

    def _named(self, group: list[str], *, date: bool) -> str:
        return " · ".join(self._described(device, date=date) for device in group)

    def _described(self, device: str, *, date: bool) -> str:
        recording = self.current[device]
        return described(
            recording.environment, date=date and recording is not self.built
        )

    def _summary(self) -> nodes.bullet_list:
        """Say for each device what became of the note there."""
        lines = [self._device_summary(device) for device in self.current]
        lines += [
            nodes.paragraph(
                "",
                _("Out of date: {device}").format(
                    device=described(old.environment, date=True)
                ),
            )
            for old in self.outdated.values()
        ]
        known = self.current.keys() | self.outdated.keys()
        missing = [device for device in devices.USUAL if device not in known]
        if missing:
            text = _("Not run here: {devices}").format(devices=", ".join(missing))
            lines.append(nodes.paragraph("", text))
        items = (nodes.list_item("", line) for line in lines)
        return nodes.bullet_list("", *items, classes=["note-devices"])

    def _device_summary(self, device: str) -> nodes.paragraph:
        findings = self.findings[device]
        name = self._described(device, date=True)
        here = self.built.environment
        if device == here.device:
            said = _("Ran on {device} with torch {torch}; same output since {date}")
            if version(self.since.torch) != version(here.torch):
                said = _(
                    "Ran on {device} with torch {torch}; same output since {date} and "
                    "torch {first}"
                )
        elif findings:
            said = _("Not the same on {device}")
        else:
            said = _("Same on {device}")
        text = said.format(
            device=name,
            torch=version(here.torch),
            date=self.since.date,
            first=version(self.since.torch),
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


def _group(cells: dict[str, Cell]) -> list[list[str]]:
    """Put devices that printed the same together; the first one leads the first."""
    groups: list[list[str]] = []
    for device, cell in cells.items():
        for group in groups:
            if comparing.same(cells[group[0]].output, cell.output):
                group.append(device)
                break
        else:
            groups.append([device])
    return groups


def _output(text: str, marked: list[int] | None = None) -> nodes.literal_block:
    block = nodes.literal_block(text, text, classes=[OUTPUT_CLASS], language="none")
    if marked:
        block["highlight_args"] = {"hl_lines": marked}
    return block


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


def _folded(recording: Recording) -> fold:
    """Return a recording that is out of date, folded away."""
    environment: Environment = recording.environment
    folded = fold(
        summary=_("Out of date: what {device} printed").format(
            device=described(environment, date=True)
        ),
        open=False,
        classes=["outdated"],
    )
    text = _(
        "The code of this note has changed since it ran on {device}, with torch "
        "{version}. This is what it was, and what it printed:"
    ).format(device=environment.device, version=environment.torch)
    folded += nodes.paragraph(text, text)
    for cell in recording.cells:
        folded += nodes.literal_block(cell.code, cell.code, language="python")
        if cell.output:
            folded += nodes.literal_block(cell.output, cell.output, language="none")
    return folded


def _folded_history(history: tuple[Change, ...]) -> fold:
    """Return when the note began to print what it prints, folded away."""
    lines = (f"{change.date}: {said(change)}" for change in reversed(history))
    items = (nodes.list_item("", nodes.paragraph(line, line)) for line in lines)
    folded = fold(
        summary=_("When the output changed"), open=False, classes=["note-history"]
    )
    folded += nodes.bullet_list("", *items)
    return folded


def _insert_before_footer(doctree: nodes.document, node: nodes.Node) -> None:
    for footer in doctree.findall(nodes.container):
        if "sphx-glr-footer-example" in footer["classes"]:
            footer.parent.insert(footer.parent.index(footer), node)
            return
