"""What became of a note in each place, in a few lines below its title."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from ..places import Place
from ..wording import _
from .page_prose import BESIDE
from .phrases import describe_device, describe_version
from .place_names import range_text
from .releases import note_releases

if TYPE_CHECKING:
    from .note_outputs import NotePage
    from .statuses import Finding

SUMMARY_CLASS = "note-devices"
RELEASES_CLASS = "note-releases"


class Summary:
    """The summary of a page that is laid out.

    Parameters
    ----------
    page : NotePage
        Knows the recordings, and where they differ.
    """

    def __init__(self, page: NotePage) -> None:
        self.page = page

    def lay_out(self) -> nodes.bullet_list:
        """Return a line for each device, and one for the releases."""
        page = self.page
        newest: dict[str, Place] = {}
        for place in page.current:
            newest.setdefault(place.device, place)
        newest[page.place.device] = page.place
        lines: list[nodes.Node] = [self._of_device(place) for place in newest.values()]
        if len(page.names.releases) > 1:
            lines.append(self._of_releases())
        lines += [nodes.paragraph("", text) for text in self._not_current()]
        items = (nodes.list_item("", line) for line in lines)
        return nodes.bullet_list("", *items, classes=[SUMMARY_CLASS], **{BESIDE: True})

    def _not_current(self) -> list[str]:
        """Say what is out of date, and what was not run here."""
        page = self.page
        outdated: dict[str, list[str]] = {}
        for place in page.outdated:
            outdated.setdefault(place.device, []).append(place.release)
        lines = []
        for device, releases in outdated.items():
            place = Place(device, releases[0])
            name = describe_device(page.outdated[place].environment, date=True)
            if device == page.place.device:
                known = [one.release for one in (*page.current, *page.outdated)]
                name = f"{page.backend.title} {range_text(releases, known)}"
            lines.append(_("Out of date: {device}").format(device=name))
        known_devices = {place.device for place in (*page.current, *page.outdated)}
        missing = [
            device
            for device in page.backend.usual_devices
            if device not in known_devices
        ]
        if missing:
            text = _("Not run here: {devices}").format(devices=", ".join(missing))
            lines.append(text)
        return lines

    def _of_device(self, place: Place) -> nodes.paragraph:
        """Say what became of the note on a device."""
        page = self.page
        is_built = place.device == page.place.device
        environment = page.current[place].environment
        name = describe_device(environment, date=not is_built)
        if is_built:
            return nodes.paragraph("", self._where_it_ran(name))
        findings = page.findings[place]
        text = _("Not the same on {device}") if findings else _("Same on {device}")
        summary = nodes.paragraph("", text.format(device=name))
        kinds = {"fails": _("fails in "), "differs": _("differs in ")}
        for number, finding in enumerate(findings):
            summary += nodes.Text(", " if number else ": ")
            summary += nodes.Text(kinds[finding.kind])
            summary += _link(finding, finding.heading)
        return summary

    def _where_it_ran(self, device: str) -> str:
        page = self.page
        subject = page.backend.subject
        version = describe_version(page.built.environment.versions, subject)
        first = describe_version(page.since.versions, subject)
        text = _("Ran on {device} with {version}; same output since {date}")
        if version != first:
            text = _(
                "Ran on {device} with {version}; same output since {date} and {first}"
            )
        return text.format(
            device=device, version=version, date=page.since.date, first=first
        )

    def _of_releases(self) -> note_releases:
        """Say in a line which releases are not like the newest, and in what."""
        page = self.page
        known = page.names.releases
        title = page.backend.title
        line = note_releases("", f"{title} ", classes=[RELEASES_CLASS])
        line["title"], line["releases"] = title, known

        def cells(release: str) -> list[tuple[str, str]]:
            findings = page.findings[Place(page.place.device, release)]
            return [(one.kind, one.anchor) for one in findings]

        for number, (what, group) in enumerate(groupby(known, key=cells)):
            releases = list(group)
            if number:
                line += nodes.Text(" · ")
            text = f"{range_text(releases, known)}: {_count(what)}"
            findings = page.findings[Place(page.place.device, releases[0])]
            if findings:
                line += _link(findings[0], text)
            else:
                line += nodes.Text(text)
        return line


def _count(what: list[tuple[str, str]]) -> str:
    """Say how many cells fail and differ."""
    counts = {kind: sum(kind == one for one, _ in what) for kind in KINDS}
    if not any(counts.values()):
        return _("the same")
    texts = {
        ("differs", True): _("1 cell differs"),
        ("differs", False): _("{count} cells differ"),
        ("fails", True): _("1 cell fails"),
        ("fails", False): _("{count} cells fail"),
    }
    return ", ".join(
        texts[kind, count == 1].format(count=count)
        for kind, count in counts.items()
        if count
    )


KINDS = ("fails", "differs")


def _link(finding: Finding, text: str) -> nodes.reference:
    return nodes.reference("", text, internal=True, refid=finding.anchor)
