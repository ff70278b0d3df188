"""The page of every release: what each note did on it, and what changed when.

Three directives: ``release-count`` is a table of how many cells are the same, differ or
fail on each release, or come after one that failed; ``release-matrix`` has a row for
each note and a column for each release; ``release-turns``, with a release as its
argument, lists the cells that began to do something else there and that the section
around it does not speak of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..backend import backend_of
from ..kit import placeholders
from ..kit.page_values import PageValues
from ..kit.tables import paragraph, table, wide
from ..notes.reading_order import in_reading_order
from ..outputs.statuses import Status, place_built, statuses, turns
from ..places import Place, label, newest_first
from ..wording import _
from .counts import counts
from .note_links import call_on, link_to_cell, link_to_note

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

# What stands in a cell of the table, beside a word for who cannot see it.
SIGNS = {"same": "=", "differs": "≠", "fails": "✕", "out of date": "?", "none": "-"}


class Report:
    """What the notes did on each release, on the device of the build.

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
        self.notes = {
            page: statuses(app.env)[page]
            for page in in_reading_order(app.env)
            if page in statuses(app.env)
        }
        built = [place_built(note) for note in self.notes.values()]
        self.device = next((place.device for place in built if place), "")
        self.releases = newest_first(
            place.release
            for note in self.notes.values()
            for place in note
            if place.device == self.device
        )

    def count(self) -> nodes.container:
        """Return a table of what became of the cells."""
        head = [
            *(_("release"), _("notes"), _("same"), _("differs"), _("fails")),
            _("not reached"),
        ]
        rows: list[list[nodes.Node]] = [
            [paragraph(text) for text in (release, *map(str, self._counts(release)))]
            for release in self.releases
        ]
        return wide(table(head, rows))

    def _counts(self, release: str) -> list[int]:
        ran = {
            page: note[Place(self.device, release)]
            for page, note in self.notes.items()
            if Place(self.device, release) in note
        }
        ran = {page: one for page, one in ran.items() if one.state != "out of date"}
        kinds = [found.kind for one in ran.values() for found in one.findings]
        known = counts(self.app.env)
        cells = sum(known[page].cells for page in ran if page in known)
        other = [kinds.count("differs"), kinds.count("fails")]
        other.append(sum(one.not_reached for one in ran.values()))
        return [len(ran), cells - sum(other), *other]

    def matrix(self) -> nodes.container:
        """Return a table with a row for each note and a column for each release."""
        rows = []
        for page, note in self.notes.items():
            link = link_to_note(self.app, self.docname, page)
            cells = [
                self._verdict(page, note.get(Place(self.device, release)))
                for release in self.releases
            ]
            rows.append([link, *cells])
        head = [_("note"), *map(self._label, self.releases)]
        return wide(table(head, rows, "releases"))

    def _verdict(self, page: str, status: Status | None) -> nodes.Node:
        """Return a sign and a word, with a link to the first cell that is not alike."""
        kinds = [finding.kind for finding in status.findings] if status else []
        words = {
            "same": _("same"),
            "differs": _("differs"),
            "fails": _("fails"),
            "out of date": _("out of date"),
            "none": _("cannot run"),
        }
        if status is None:
            verdict = "none"
        elif status.state == "out of date":
            verdict = "out of date"
        else:
            verdict = next(
                (one for one in ("fails", "differs") if one in kinds), "same"
            )
        sign = SIGNS[verdict]
        many = f" {len(kinds)}" if kinds else ""
        shown = [
            nodes.inline("", f"{sign}{many}", classes=["sign"]),
            nodes.inline("", f" {words[verdict]}", classes=["unseen"]),
        ]
        if status is None or not kinds:
            return nodes.paragraph("", "", *shown, classes=[f"is-{verdict.split()[0]}"])
        first = next(one for one in status.findings if one.kind == verdict)
        link = link_to_cell(self.app, self.docname, page, first.anchor, *shown)
        return nodes.paragraph("", "", link, classes=[f"is-{verdict}"])

    def unexplained(self, release: str, explained: set[tuple[str, str]]) -> nodes.Node:
        """Return the cells that changed on a release, less those that are explained.

        Parameters
        ----------
        release : str
            The release.
        explained : set of (str, str)
            Pages and anchors.
        """
        found = [
            (page, turn)
            for page in self.notes
            for turn in dict.fromkeys(turns(self.app.env).get(page, ()))
            if self._label(turn.release) == release
            and (page, turn.anchor) not in explained
        ]
        if not found:
            return nodes.container()
        line = nodes.paragraph("", _("Not explained yet: "))
        for number, (page, turn) in enumerate(found):
            if number:
                line += nodes.Text(", ")
            label = nodes.Text(f"{call_on(self.app.env, page)}: {turn.heading}")
            line += link_to_cell(self.app, self.docname, page, turn.anchor, label)
        return line

    def has_turned(self, release: str, page: str, anchor: str) -> bool:
        """Tell whether a cell changed on a release, or that is not known."""
        places = [
            place
            for place, status in self.notes.get(page, {}).items()
            if place.device == self.device and status.state != "out of date"
        ]
        labels = [self._label(place.release) for place in places]
        if release not in labels or labels[-1] == release:
            return True
        return any(
            (self._label(turn.release), turn.anchor) == (release, anchor)
            for turn in turns(self.app.env).get(page, ())
        )

    def _label(self, release: str) -> str:
        return label(release, self.releases)


class release_turns(nodes.General, nodes.Element):
    """Stands for what a section does not speak of; ``release`` says of which."""


class ReleaseTurns(SphinxDirective):
    """List the cells that changed on a release and are not explained around it."""

    required_arguments = 1
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """Leave a place; the page changes with the tables."""
        placeholders.depend(self.env, "release-matrix")
        node = release_turns(release=self.arguments[0])
        self.set_source_info(node)
        return [node]


# By page and release, the cells that the text speaks of.
explained_cells: PageValues[dict[str, set[tuple[str, str]]]] = PageValues(
    "explained_cells"
)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Collect the cells that each section about a release speaks of."""
    docname = app.env.current_document.docname
    found: dict[str, set[tuple[str, str]]] = {}
    for place in doctree.findall(release_turns):
        links = [
            link
            for link in place.parent.findall(pending_xref)
            if link["reftype"] == "cell"
        ]
        targets = (link["reftarget"].partition("#") for link in links)
        found[place["release"]] = {(page, anchor) for page, _, anchor in targets}
    if found:
        explained_cells(app.env)[docname] = found


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the lists in, and warn of an explanation of what did not change."""
    places = list(doctree.findall(release_turns))
    if not places:
        return
    report = Report(app, docname)
    for place in places:
        release = place["release"]
        explained = explained_cells(app.env).get(docname, {}).get(release, set())
        for page, anchor in sorted(explained):
            if not report.has_turned(release, page, anchor):
                logger.warning(
                    "%s#%s is said to have changed on %s %s, and its recordings say "
                    "that it did not",
                    *(page, anchor, backend_of(app.config).title, release),
                    location=place,
                )
        place.replace_self(report.unexplained(release, explained))


def _content(env: BuildEnvironment) -> object:
    """Return all that is on the report."""
    return {
        docname: (
            dict(note),
            list(turns(env).get(docname, ())),
            env.titles[docname].astext(),
        )
        for docname, note in statuses(env).items()
    }


def setup_release_report(app: Sphinx) -> None:
    """Register the directives and the handlers."""
    placeholders.add(
        app, "release-matrix", lambda app, page: Report(app, page).matrix(), _content
    )
    placeholders.add(
        app, "release-count", lambda app, page: Report(app, page).count(), _content
    )
    app.add_node(release_turns)
    app.add_directive("release-turns", ReleaseTurns)
    explained_cells.connect(app)
    app.connect("doctree-read", on_doctree_read)
    app.connect("doctree-resolved", on_doctree_resolved)
