"""The notes that are new or print something else, by the history in their recordings.

The directive ``note-changes`` stands for a table of the newest ones, with a link to the
feed.
"""

from __future__ import annotations

from posixpath import dirname, relpath
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ..backend import backend_of
from ..kit import placeholders
from ..kit.tables import table
from ..outputs.phrases import describe_change
from ..outputs.statuses import statuses
from ..wording import _
from .note_links import link_to_note

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..recordings.history import Change

MOST = 10  # rows of the table
FEED = "feed.xml"  # has more of them


class NoteChange(NamedTuple):
    """A change of a note.

    Attributes
    ----------
    docname : str
        The page of the note.
    number : int
        Which change of this note it is, counted from 0.
    change : Change
        What changed, and when.
    """

    docname: str
    number: int
    change: Change


def list_changes(env: BuildEnvironment) -> list[NoteChange]:
    """Return the changes of all notes, the newest first."""
    found = [
        NoteChange(docname, number, change)
        for docname, note in sorted(statuses(env).items())
        for status in note.values()
        for number, change in reversed([*enumerate(status.history)])
    ]
    return sorted(found, key=lambda one: one.change.date, reverse=True)


def note_changes(app: Sphinx, docname: str) -> nodes.Node:
    """Return the table and the link."""
    subject = backend_of(app.config).subject
    rows: list[list[nodes.Node]] = []
    for note, _number, change in list_changes(app.env)[:MOST]:
        link = link_to_note(app, docname, note)
        what = describe_change(change, subject)
        rows.append([nodes.Text(change.date), link, nodes.Text(what)])
    head = [_("date"), _("note"), _("what changed")]
    shown = nodes.container("", table(head, rows, "sentences", "dated"))
    if app.builder.name == "html":
        uri = relpath(FEED, dirname(app.builder.get_target_uri(docname)) or ".")
        link = nodes.reference("", _("All of them, for feed readers"), refuri=uri)
        shown += nodes.paragraph("", "", link)
    return shown


def _table_content(env: BuildEnvironment) -> object:
    return [(one, env.titles[one.docname].astext()) for one in list_changes(env)[:MOST]]


def setup_changes(app: Sphinx) -> None:
    """Register the directive."""
    placeholders.add(app, "note-changes", note_changes, _table_content)
