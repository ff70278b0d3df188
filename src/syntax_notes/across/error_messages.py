"""An index of the error messages that the notes print, made from their output.

The directive ``error-index`` stands for the list. Each message leads to the cells that
printed it, and says on which releases if it was not on all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ..adapters.sphinx_gallery import OUTPUT_CLASS
from ..backend import backend_of
from ..kit import placeholders
from ..kit.page_values import PageValues
from ..notes.note_files import note_of
from ..notes.titles import call_of
from ..outputs.place_names import range_text
from ..outputs.statuses import place_built, statuses
from ..places import Place, newest_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# "RuntimeError: message" at the start of a line, or behind what a table of attempts
# puts in front: "torch.int16: RuntimeError: message".
PRINTED = re.compile(
    r"(?:^|: |\s{2,})(?P<kind>(?:[A-Z]\w*(?:Error|Warning)|StopIteration|SystemExit))"
    r": (?P<message>\S.*)$",
    re.MULTILINE,
)


LONGEST = 300  # characters of a message; its note has all of it


class ErrorMessage(NamedTuple):
    """An error message on a page.

    Attributes
    ----------
    kind : str
        The exception, such as ``"RuntimeError"``.
    message : str
        The first line of its message, cut if it is very long.
    docname : str
        The page.
    note : str
        The call that the page is about, the first part of its title.
    anchor : str
        The section of the page.
    title : str
        The heading of that section.
    releases : tuple of str
        Those on which the cell printed it; empty for all.
    """

    kind: str
    message: str
    docname: str
    note: str
    anchor: str
    title: str
    releases: tuple[str, ...]


# The messages of each page.
error_messages: PageValues[list[ErrorMessage]] = PageValues("note_errors")


def find_messages(doctree: nodes.document, docname: str) -> Iterator[ErrorMessage]:
    """Yield the messages in the outputs of a page."""
    page_title = doctree.next_node(nodes.title)
    note = call_of(page_title.astext()) if page_title is not None else docname
    for block in doctree.findall(nodes.literal_block):
        if OUTPUT_CLASS not in block["classes"]:
            continue
        section = block.parent
        while not isinstance(section, nodes.section):
            section = section.parent
        title = section.next_node(nodes.title)
        heading = title.astext() if title is not None else docname
        places: list[Place] = block.get("places", [])
        releases = tuple(place.release for place in places)
        for match in PRINTED.finditer(block.astext()):
            kind, message = match["kind"], match["message"].strip()
            if kind == "AssertionError" and "places" in block:
                continue  # A check of the note, which is none of the library's.
            if len(message) > LONGEST:
                message = f"{message[:LONGEST]} …"
            yield ErrorMessage(
                kind, message, docname, note, section["ids"][0], heading, releases
            )


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Collect the messages of a note, each of them once for each section."""
    docname = app.env.current_document.docname
    if note_of(app.env, docname) is None:
        return
    known = _releases(app.env, docname)
    found: dict[ErrorMessage, set[str]] = {}
    for error in find_messages(doctree, docname):
        key = error._replace(releases=())
        found.setdefault(key, set()).update(error.releases or known)
    error_messages(app.env)[docname] = [
        error._replace(
            releases=tuple(newest_first(there)) if there < set(known) else ()
        )
        for error, there in found.items()
    ]


def _releases(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the releases whose outputs a page shows, on the device of the build."""
    note = statuses(env).get(docname, {})
    built = place_built(note)
    return [
        place.release
        for place, status in note.items()
        if built and place.device == built.device and status.state != "out of date"
    ]


def error_index(app: Sphinx, docname: str) -> nodes.Node:
    """Return the list."""
    found = defaultdict(list)
    for page in error_messages(app.env).values():
        for error in page:
            found[error.message, error.kind].append(error)
    in_order = sorted(found.items(), key=lambda item: (item[0][0].lower(), item[0]))
    entries = (
        _entry(app, docname, message, kind, errors)
        for (message, kind), errors in in_order
    )
    return nodes.definition_list("", *entries, classes=["error-index"])


def _entry(
    app: Sphinx, docname: str, message: str, kind: str, errors: list[ErrorMessage]
) -> nodes.definition_list_item:
    term = nodes.term("", "", nodes.literal(message, message))
    where = nodes.paragraph("", f"{kind} · ")
    for number, error in enumerate(sorted(errors, key=lambda e: (e.docname, e.anchor))):
        uri = app.builder.get_relative_uri(docname, error.docname)
        label = f"{error.note}: {error.title}"
        if number:
            where += nodes.Text(" · ")
        where += nodes.reference(
            "", label, internal=True, refuri=f"{uri}#{error.anchor}"
        )
        if error.releases:
            known = _releases(app.env, error.docname)
            package = backend_of(app.config).title
            text = f" ({package} {range_text(error.releases, known)})"
            where += nodes.inline("", text, classes=["aside"])
    return nodes.definition_list_item("", term, nodes.definition("", where))


def setup_error_messages(app: Sphinx) -> None:
    """Register the directive and the handler."""
    placeholders.add(
        app, "error-index", error_index, lambda env: dict(error_messages(env))
    )
    app.connect("doctree-read", on_doctree_read)
    error_messages.connect(app)
