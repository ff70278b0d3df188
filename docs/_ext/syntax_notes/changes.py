"""The notes that are new or print something else, by the history in their recordings.

The directive ``note-changes`` stands for a table of the newest ones, with a link to the
feed.
"""

from __future__ import annotations

from posixpath import dirname, relpath
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from . import placeholders
from .device_report import table
from .history import Change, said
from .statuses import statuses
from .wording import _, call_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MOST = 10  # rows of the table
FEED = "feed.xml"  # has more of them


class Changed(NamedTuple):
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


def newest(env: BuildEnvironment) -> list[Changed]:
    """Return the changes of all notes, the newest first."""
    found = [
        Changed(docname, number, change)
        for docname, note in sorted(statuses(env).items())
        for status in note.values()
        for number, change in reversed([*enumerate(status.history)])
    ]
    return sorted(found, key=lambda one: one.change.date, reverse=True)


def note_changes(app: Sphinx, docname: str) -> nodes.Node:
    """Return the table and the link."""
    rows: list[list[nodes.Node]] = []
    for note, _number, change in newest(app.env)[:MOST]:
        uri = app.builder.get_relative_uri(docname, note)
        title = call_of(app.env.titles[note].astext())
        link = nodes.reference("", title, internal=True, refuri=uri)
        date, what = change.date, said(change)
        rows.append([nodes.Text(date), link, nodes.Text(what)])
    head = [_("date"), _("note"), _("what changed")]
    shown = nodes.container("", table(head, rows, "sentences", "dated"))
    if app.builder.name == "html":
        uri = relpath(FEED, dirname(app.builder.get_target_uri(docname)) or ".")
        link = nodes.reference("", _("All of them, for feed readers"), refuri=uri)
        shown += nodes.paragraph("", "", link)
    return shown


def _made_of(env: BuildEnvironment) -> object:
    return [(one, env.titles[one.docname].astext()) for one in newest(env)[:MOST]]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    placeholders.add(app, "note-changes", note_changes, _made_of)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
