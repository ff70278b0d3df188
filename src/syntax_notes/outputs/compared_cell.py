"""One cell of a note on all devices: what they printed, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes

from ..adapters.sphinx_gallery import OUTPUT_CLASS
from ..recordings import comparing
from ..wording import _
from .cells import OUTPUTS_CLASS
from .html_value import html_value
from .statuses import Finding

if TYPE_CHECKING:
    from ..notes.declarations import Declared
    from ..recordings.recording import Cell


class ComparedCell:
    """A cell and what each device made of it.

    Parameters
    ----------
    cells : dict of str to Cell
        What each device printed; the first one is that of the build.
    declared : Declared
        What the cell says of devices.
    name_devices : callable
        Names devices for readers, if asked for with the dates of recordings.
    plain : callable
        Returns an output without what is no difference.
    html : str
        How the value of the last line shows itself, on the device of the build; empty
        if it is text.

    Attributes
    ----------
    groups : list of list of str
        Devices that printed the same; the first device leads the first group.
    """

    def __init__(
        self,
        cells: dict[str, Cell],
        declared: Declared,
        name_devices: Callable[[list[str], bool], str],
        plain: comparing.Plain,
        html: str = "",
    ) -> None:
        self.html = html
        self.cells = cells
        self.declared = declared
        self.name_devices = name_devices
        self.plain = plain
        self.groups = _group(cells, plain)

    def findings(self, anchor: str, heading: str) -> Iterator[tuple[str, Finding]]:
        """Yield the devices on which the cell fails or differs.

        Parameters
        ----------
        anchor, heading : str
            The section of the page that the cell is in.
        """
        for device, cell in self.cells.items():
            if cell.exception:
                reason = self.declared.fails_on.get(device, "")
                text = cell.exception
                yield device, Finding("fails", anchor, heading, text, reason)
            elif device not in self.groups[0]:
                reason = self.declared.differs_on.get(device, "")
                yield device, Finding("differs", anchor, heading, "", reason)

    def lay_out(self) -> nodes.Element | None:
        """Return what the devices printed; None if none printed anything."""
        first = self.cells[self.groups[0][0]]
        if len(self.groups) == 1 and not first.exception:
            if not first.output and not self.html:
                return None
            block: nodes.Element = output_block(first.output)
            if self.html:
                block = self._with_html(first)
            if len(self.cells) > 1:
                names = self.name_devices(self.groups[0], False)
                block["aside"] = _("same on {devices}").format(devices=names)
            return block
        outputs = nodes.container(classes=[OUTPUTS_CLASS])
        failed = [device for device in self.cells if self.cells[device].exception]
        other = [
            device
            for group in self.groups[1:]
            for device in group
            if device not in failed
        ]
        outputs["aside"] = _("; ").join(
            text.format(devices=", ".join(devices))
            for text, devices in (
                (_("differs on {devices}"), other),
                (_("fails on {devices}"), failed),
            )
            if devices
        )
        outputs += [self._variant(group) for group in self.groups]
        for device, reason in self.declared.differs_on.items():
            if device in other:
                text = _("Why {device} differs: {reason}")
                outputs += _reason(text.format(device=device, reason=reason))
        return outputs

    def _with_html(self, cell: Cell) -> nodes.container:
        """Return what all devices printed, and their value as HTML."""
        output = nodes.container(classes=[OUTPUTS_CLASS])
        if cell.stdout.strip():
            output += output_block(cell.stdout.rstrip("\n"))
        text = [output_block(cell.repr)] if cell.repr else []
        output += html_value("", *text, html=self.html)
        return output

    def _variant(self, group: list[str]) -> nodes.container:
        """Return what a group of devices printed alike."""
        cell = self.cells[group[0]]
        variant = nodes.container(classes=["device-output"])
        name = self.name_devices(group, True)
        variant += nodes.paragraph(name, name, classes=["device-name"])
        if cell.printed:
            pairs = (
                comparing.differing_lines(cell.printed, other.printed, self.plain)
                for other in self._compared_with(group)
            )
            marked = sorted({line for own, _ in pairs for line in own})
            variant += output_block(cell.printed, marked)
        if cell.exception:
            raised = output_block(cell.exception)
            raised["classes"].append("device-exception")
            variant += raised
        if not cell.output:
            variant += _reason(_("No output."))
        for device in group:
            reason = self.declared.fails_on.get(device)
            if cell.exception and reason:
                text = _("Why it fails on {device}: {reason}")
                variant += _reason(text.format(device=device, reason=reason))
        return variant

    def _compared_with(self, group: list[str]) -> list[Cell]:
        """Return the cells whose lines tell what differs in those of a group."""
        others = self.groups[1:] if group is self.groups[0] else self.groups[:1]
        return [self.cells[other[0]] for other in others]


def output_block(text: str, marked: list[int] | None = None) -> nodes.literal_block:
    """Return what was printed, with some lines marked."""
    block = nodes.literal_block(text, text, classes=[OUTPUT_CLASS], language="none")
    if marked:
        block["highlight_args"] = {"hl_lines": marked}
    return block


def _reason(text: str) -> nodes.paragraph:
    return nodes.paragraph(text, text, classes=["device-reason"])


def _group(cells: dict[str, Cell], plain: comparing.Plain) -> list[list[str]]:
    """Put devices that printed the same together; the first one leads the first."""
    groups: list[list[str]] = []
    for device, cell in cells.items():
        for group in groups:
            if comparing.is_same(cells[group[0]].output, cell.output, plain):
                group.append(device)
                break
        else:
            groups.append([device])
    return groups
