"""One cell of a note in all places: what it printed there, and where that differs.

What the newest release printed stands first and open, with what it agrees with. What
this build has captured is open too, and so is each other device; older releases fold.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from docutils import nodes

from ..places import Place
from ..recordings import comparing
from ..wording import _
from .cells import OUTPUTS_CLASS
from .folds import fold
from .html_value import html_value
from .output_blocks import folded_output, output_block, remark
from .statuses import Finding

if TYPE_CHECKING:
    from ..notes.declarations import Declared
    from ..recordings.recording import Cell
    from .place_names import PlaceNames


class ComparedCell:
    """A cell and what became of it in each place.

    Parameters
    ----------
    cells : dict of Place to Cell
        What it printed; the first place is the one that others are compared with.
    declared : Declared
        What the cell says of devices and releases.
    names : PlaceNames
        Names places for readers, and knows where the page is built.
    plain : callable
        Returns an output without what is no difference.
    html : str
        How the value of the last line shows itself, where the page is built; empty if
        it is text.

    Attributes
    ----------
    groups : list of list of Place
        Places that printed the same; the first place leads the first group. Those in
        which a cell above has failed are in none, unless they agree with the first, or
        the page is built there: what a build captured is always shown.
    silent : list of Place
        Those places.
    """

    def __init__(
        self,
        cells: dict[Place, Cell],
        declared: Declared,
        names: PlaceNames,
        plain: comparing.Plain,
        html: str = "",
    ) -> None:
        self.html = html
        self.cells = cells
        self.declared = declared
        self.names = names
        self.plain = plain
        self.groups: list[list[Place]] = []
        self.silent: list[Place] = []
        for place in cells:
            self._sort_in(place)

    def _sort_in(self, place: Place) -> None:
        """Put a place to those that printed the same."""
        cell = self.cells[place]
        counts = cell.after is None or place == self.names.built
        for group in self.groups if counts else self.groups[:1]:
            if comparing.is_same(self.cells[group[0]].output, cell.output, self.plain):
                group.append(place)
                return
        if counts:
            self.groups.append([place])
        else:
            self.silent.append(place)

    def findings(
        self, anchor: str, heading: str, number: int
    ) -> Iterator[tuple[Place, Finding]]:
        """Yield the places in which the cell fails or differs.

        Another device is compared with that of the build, of the same release if there
        is one.

        Parameters
        ----------
        anchor, heading : str
            The section of the page that the cell is in.
        number : int
            Which cell of the note it is.
        """
        for place, cell in self.cells.items():
            if place in self.silent or cell.after is not None:
                continue
            versions = self.names.recordings[place].environment.versions
            kind: Literal["fails", "differs"]
            if cell.exception:
                reasons = self.declared.why_fails(place.device, versions)
                kind, text = "fails", cell.exception
            elif place not in self._group_of(self._counterpart(place)):
                reasons = self.declared.why_differs(place.device, versions)
                kind, text = "differs", ""
            else:
                continue
            reason = " ".join(map(_, reasons))
            yield place, Finding(kind, anchor, heading, text, reason, number)

    def changes(self) -> Iterator[str]:
        """Yield the releases in which the cell began to do something else."""
        releases = [
            place
            for place in self.cells
            if place.device == self.names.built.device and place not in self.silent
        ]
        for newer, older in itertools.pairwise(releases):
            if self._group_of(newer) != self._group_of(older):
                yield newer.release

    def _counterpart(self, place: Place) -> Place:
        """Return the place that a place is compared with."""
        same_release = Place(self.names.built.device, place.release)
        is_other_device = place.device != self.names.built.device
        if is_other_device and same_release in self.cells:
            return same_release
        return self.groups[0][0]

    def _group_of(self, place: Place) -> list[Place]:
        return next((group for group in self.groups if place in group), [])

    def lay_out(self) -> nodes.Element | None:
        """Return what was printed; None if nothing was, anywhere."""
        first = self.cells[self.groups[0][0]]
        if len(self.groups) == 1 and not first.exception:
            if not first.output and not self.html:
                return None
            block: nodes.Element = output_block(first.output)
            if self.html:
                block = self._with_html(first)
            remarks = []
            if len(self.groups[0]) > 1:
                names = self.names.name(
                    self.groups[0], long=not self.names.has_releases, dates=False
                )
                remarks.append(_("same on {devices}").format(devices=names))
            block["aside"] = _("; ").join([*remarks, *self._not_reached()])
            return block
        outputs = nodes.container(classes=[OUTPUTS_CLASS])
        failed = [place for place in self.cells if self._fails(place)]
        other = [
            place
            for group in self.groups[1:]
            for place in group
            if not self._fails(place)
        ]
        remarks = [
            text.format(devices=self.names.name(places))
            for text, places in (
                (_("differs on {devices}"), other),
                (_("fails on {devices}"), failed),
            )
            if places
        ]
        outputs["aside"] = _("; ").join([*remarks, *self._not_reached()])
        outputs += [self._variant(group) for group in self.groups]
        return outputs

    def _fails(self, place: Place) -> bool:
        return bool(self.cells[place].exception) and self.cells[place].after is None

    def _not_reached(self) -> list[str]:
        """Say where a cell above has failed that this one needs."""
        if not self.silent:
            return []
        names = self.names.name(self.silent)
        return [_("a cell above fails on {devices}").format(devices=names)]

    def _with_html(self, cell: Cell) -> nodes.container:
        """Return what was printed everywhere, and the value as HTML."""
        output = nodes.container(classes=[OUTPUTS_CLASS])
        if cell.stdout.strip():
            output += output_block(cell.stdout.rstrip("\n"))
        text = [output_block(cell.repr)] if cell.repr else []
        output += html_value("", *text, html=self.html)
        return output

    def _variant(self, group: list[Place]) -> fold:
        """Return what was printed alike in some places."""
        cell = self.cells[group[0]]
        lead, built = self.groups[0][0], self.names.built
        variant = fold(
            summary=self.names.name(group, long=True),
            aside=_("captured when this page was built") if built in group else "",
            open=lead in group
            or built in group
            or any(place.device != built.device for place in group),
            classes=["device-output"],
        )
        own = [place.release for place in group if place.device == built.device]
        if self.names.has_releases and own:
            variant["releases"] = " ".join(own)
            if lead not in group:
                variant["remark"] = _(
                    "The text speaks of {latest}; on yours this is what happens:"
                ).format(latest=self.names.name_releases([lead.release]))
        if not self.names.has_releases:
            variant["aside"] = ""
        if cell.printed:
            pairs = (
                comparing.differing_lines(cell.printed, other.printed, self.plain)
                for other in self._compared_with(group)
            )
            marked = sorted({line for own, _ in pairs for line in own})
            if variant["open"]:
                variant += output_block(cell.printed, marked)
            else:
                variant += folded_output(cell.printed, marked)
        if cell.exception:
            raised = output_block(cell.exception)
            raised["classes"].append("device-exception")
            variant += raised
        if not cell.output:
            variant += remark(_("No output."))
        variant += [remark(text) for text in self._reasons(group)]
        # What is said of an error in an index of all of them.
        for block in variant.findall(nodes.literal_block):
            block["places"] = list(group)
        return variant

    def _reasons(self, group: list[Place]) -> list[str]:
        """Say why a group fails, or is not like the others; each reason once."""
        found: dict[tuple[str, str], list[Place]] = {}
        for place in group:
            versions = self.names.recordings[place].environment.versions
            if self.cells[place].exception:
                reasons = self.declared.why_fails(place.device, versions)
                text = _("Why it fails on {device}: {reason}")
            elif place in self.groups[0]:
                continue
            else:
                reasons = self.declared.why_differs(place.device, versions)
                text = _("Why {device} differs: {reason}")
            if reasons:
                reason = " ".join(map(_, reasons))
                found.setdefault((text, reason), []).append(place)
        return [
            text.format(device=self.names.name(places), reason=reason)
            for (text, reason), places in found.items()
        ]

    def _compared_with(self, group: list[Place]) -> list[Cell]:
        """Return the cells whose lines tell what differs in those of a group."""
        others = self.groups[1:] if group is self.groups[0] else self.groups[:1]
        return [self.cells[other[0]] for other in others]
