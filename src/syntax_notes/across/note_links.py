"""Links to notes and to their cells, from the pages over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..notes.titles import call_of
from ..page.untranslated import classes_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def call_on(env: BuildEnvironment, note: str) -> str:
    """Return the call that the page of a note is about."""
    return call_of(env.titles[note].astext())


def link_to_note(app: Sphinx, docname: str, note: str) -> nodes.reference:
    """Return a link from one page to that of a note, with the call it is about."""
    uri = app.builder.get_relative_uri(docname, note)
    classes = classes_of(app.env, note)
    text = call_on(app.env, note)
    return nodes.reference("", text, internal=True, refuri=uri, classes=classes)


def link_to_cell(
    app: Sphinx, docname: str, note: str, anchor: str, *label: nodes.Node
) -> nodes.reference:
    """Return a link from one page to a section of a note."""
    uri = f"{app.builder.get_relative_uri(docname, note)}#{anchor}"
    return nodes.reference("", "", *label, internal=True, refuri=uri)
