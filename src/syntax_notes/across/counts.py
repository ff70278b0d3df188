"""How much a build has run and checked, for the page that says so.

The directive ``site-figures`` stands for a table, made from the notes of this build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ..diagrams.directive import diagram
from ..event_order import DoctreeRead
from ..kit import placeholders
from ..kit.page_values import PageValues
from ..kit.tables import paragraph, table
from ..notes.checks import count_checks
from ..notes.note_files import note_of, read_script
from ..outputs.cells import blocks_that_ran
from ..outputs.phrases import describe_device
from ..outputs.statuses import statuses
from ..wording import _
from .error_messages import error_messages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Counts(NamedTuple):
    """What there is in a note.

    Attributes
    ----------
    cells : int
        Its cells of code.
    checks : int
        What they prove.
    diagrams : int
        Its diagrams.
    """

    cells: int
    checks: int
    diagrams: int


# What there is in each note.
counts: PageValues[Counts] = PageValues("note_counts")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Count what is in a note, before its cells are laid out."""
    docname = app.env.current_document.docname
    note = note_of(app.env, docname)
    if note is None:
        return
    try:
        checks = count_checks(read_script(note.script))
    except SyntaxError:
        return  # The note has failed, and so will the build.
    counts(app.env)[docname] = Counts(
        cells=len(blocks_that_ran(doctree, note.script)),
        checks=checks,
        diagrams=len(list(doctree.findall(diagram))),
    )


def site_counts(app: Sphinx, docname: str) -> nodes.Node:
    """Return the table."""
    rows: list[list[nodes.Node]] = [
        [paragraph(text) for text in row] for row in _rows(app.env)
    ]
    return table([_("what"), _("how many")], rows, "sentences")


def _rows(env: BuildEnvironment) -> list[tuple[str, str]]:
    found = counts(env).values()
    messages = {
        (error.kind, error.message)
        for page in error_messages(env).values()
        for error in page
    }
    rows = [
        (_("notes that ran"), len(found)),
        (_("cells of code in them"), sum(note.cells for note in found)),
        (_("checks that passed"), sum(note.checks for note in found)),
        (_("diagrams computed"), sum(note.diagrams for note in found)),
        (_("error messages that a note raised and printed"), len(messages)),
    ]
    named = {
        describe_device(status.environment, date=False): status.environment.device
        for note in statuses(env).values()
        for status in note.values()
    }
    releases = {place.release for note in statuses(env).values() for place in note}
    rows.append((_("releases that they ran on"), len(releases)))
    rows += [
        (
            _("notes with an output from {device}").format(device=name),
            sum(
                device in {place.device for place in note}
                for note in statuses(env).values()
            ),
        )
        for name, device in sorted(named.items())
    ]
    return [(what, str(number)) for what, number in rows]


def setup_counts(app: Sphinx) -> None:
    """Register the directive and the handler."""
    placeholders.add(app, "site-figures", site_counts, _rows)
    counts.connect(app)
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.COUNTS)
