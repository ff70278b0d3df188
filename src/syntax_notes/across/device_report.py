"""The page that says where the notes ran, made from the recordings.

Three directives: ``device-list`` names the devices, the releases that ran on each, and
when; ``device-matrix`` says what became of each note on each device, and
``device-findings`` lists each cell that fails or differs on one, with what that
teaches. A device that is not that of the build is shown with its newest release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ..backends.pytorch import devices
from ..kit import placeholders
from ..kit.tables import paragraph, table, wide
from ..notes.reading_order import in_reading_order
from ..outputs.statuses import Finding, Status, statuses
from ..places import Place, newest_first
from ..wording import _
from .note_links import call_on, link_to_cell, link_to_note

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


# How readers know the packages that recordings name.
PACKAGES = {"PyTorch": "torch", "NumPy": "numpy", "Python": "python"}


class PlacedFinding(NamedTuple):
    """A finding and where it was made."""

    docname: str
    device: str
    finding: Finding


class Report:
    """What the pages of the notes know, laid out for one page.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        The build.
    docname : str
        The page that shows the report.
    """

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.app = app
        self.docname = docname
        self.notes = statuses(app.env)
        found = {place.device: None for note in self.notes.values() for place in note}
        usual = [name for name in devices.USUAL if name not in found]
        self.devices = [*sorted(found, key=_usual_first), *usual]
        self.by_device = {
            docname: _by_device(note) for docname, note in self.notes.items()
        }

    def device_list(self) -> nodes.Node:
        """Return a table of the places: name, versions and date of the last run."""
        head = [_("device"), _("name"), *PACKAGES, _("system"), _("recorded")]
        rows = []
        for device in self.devices:
            releases = newest_first(
                place.release
                for note in self.notes.values()
                for place in note
                if place.device == device
            )
            if not releases:
                rows.append([device, _("not run here"), *[""] * (len(head) - 2)])
            rows += [self._row(Place(device, release)) for release in releases]
        return wide(table(head, [[paragraph(text) for text in row] for row in rows]))

    def _row(self, place: Place) -> list[str]:
        ran = [note[place] for note in self.notes.values() if place in note]
        where = max((one.environment for one in ran), key=lambda one: one.date)
        numbers = [where.versions.get(name, "") for name in PACKAGES.values()]
        return [place.device, where.name, *numbers, where.platform, where.date]

    def device_matrix(self) -> nodes.Node:
        """Return a table with a row for each note and a column for each device."""
        rows = []
        for docname in self._in_reading_order():
            cells = [
                self._verdict(docname, self.by_device[docname].get(device))
                for device in self.devices
            ]
            link = link_to_note(self.app, self.docname, docname)
            rows.append([link, *cells])
        return wide(table([_("note"), *self.devices], rows))

    def device_findings(self) -> nodes.Node:
        """Return a list of the cells that fail or differ, with what that teaches."""
        items = nodes.bullet_list()
        for docname, device, finding in self._findings():
            item = nodes.paragraph()
            label = f"{call_on(self.app.env, docname)}: {finding.heading}"
            item += self._link(docname, finding.anchor, label)
            verdict = {
                "fails": _(" fails on {device}"),
                "differs": _(" differs on {device}"),
            }
            item += nodes.Text(verdict[finding.kind].format(device=device))
            if finding.text:
                item += nodes.Text(_(" with "))
                item += nodes.literal(finding.text, finding.text)
            reason = finding.reason or _("Not explained yet.")
            item += nodes.Text(_(". {reason}").format(reason=reason))
            items += nodes.list_item("", item)
        if len(items):
            return items
        if len({device for note in self.by_device.values() for device in note}) < 2:
            return paragraph(
                _("One device has run, so there is nothing to compare yet.")
            )
        return paragraph(_("No note fails, and none differs."))

    def _findings(self) -> Iterator[PlacedFinding]:
        for docname in self._in_reading_order():
            for device in self.devices:
                status = self.by_device[docname].get(device)
                for finding in status.findings if status is not None else ():
                    yield PlacedFinding(docname, device, finding)

    def _in_reading_order(self) -> list[str]:
        return [page for page in in_reading_order(self.app.env) if page in self.notes]

    def _verdict(self, docname: str, status: Status | None) -> nodes.Node:
        """Return a word on a note on a device, with links to the cells."""
        if status is None:
            return paragraph(_("not run"))
        if status.state == "out of date":
            return paragraph(_("out of date"))
        if not status.findings:
            return paragraph(_("ran") if status.state == "built" else _("same"))
        cell = nodes.paragraph()
        words = {"fails": _("fails"), "differs": _("differs")}
        for number, finding in enumerate(status.findings):
            if number:
                cell += nodes.Text(", ")
            cell += self._link(docname, finding.anchor, words[finding.kind])
            if finding.text:
                cell += nodes.Text(": ")
                cell += nodes.literal(finding.text, finding.text)
        return cell

    def _link(self, docname: str, anchor: str, text: str) -> nodes.reference:
        return link_to_cell(self.app, self.docname, docname, anchor, nodes.Text(text))


Part = Callable[[Report], nodes.Node]
PARTS: dict[str, Part] = {
    "device-list": Report.device_list,
    "device-matrix": Report.device_matrix,
    "device-findings": Report.device_findings,
}


def _usual_first(device: str) -> tuple[int, str]:
    usual = devices.USUAL
    return usual.index(device) if device in usual else len(usual), device


def _by_device(note: dict[Place, Status]) -> dict[str, Status]:
    """Return what became of a note on each device, where it was built or is newest."""
    found: dict[str, Status] = {}
    for place, status in note.items():
        # A page is what the device of its build printed, and is like itself.
        if status.state == "built":
            found[place.device] = replace(status, findings=_failures(status))
        else:
            found.setdefault(place.device, status)
    return found


def _failures(status: Status) -> tuple[Finding, ...]:
    return tuple(one for one in status.findings if one.kind == "fails")


def _report_content(env: BuildEnvironment) -> object:
    """Return all that is on the report."""
    return {
        docname: (dict(note), env.titles[docname].astext())
        for docname, note in statuses(env).items()
    }


def setup_device_report(app: Sphinx) -> None:
    """Register the directives."""
    for name, part in PARTS.items():

        def make(app: Sphinx, docname: str, part: Part = part) -> nodes.Node:
            return part(Report(app, docname))

        placeholders.add(app, name, make, _report_content)
