"""Lead from each note to the three that share most of its tags."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from docutils import nodes

from ..adapters.sphinx_gallery import NOTE_FOOTER_CLASS
from ..kit.build_changes import ChangedValues
from ..kit.page_values import PageValues
from ..notes.note_files import note_of
from ..notes.tags import read_tags
from ..outputs.page_prose import BESIDE
from ..wording import _
from .untranslated import classes_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MOST = 3


def find_related(tags: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the notes that are nearest to each.

    Parameters
    ----------
    tags : dict of str to list of str
        The tags of each note, by ``<folder>/<topic>/<note>``.

    Returns
    -------
    dict of str to list of str
        For each note at most three others that share a tag: those that share most
        first, then those of the same topic, then by name.
    """
    tagged: defaultdict[str, list[str]] = defaultdict(list)
    for note in tags:
        for tag in set(tags[note]):
            tagged[tag].append(note)

    def nearest(note: str) -> list[str]:
        shared = Counter(other for tag in set(tags[note]) for other in tagged[tag])
        del shared[note]
        # Those that share fewer tags than the last of the best need not be ordered.
        least = min(heapq.nlargest(MOST, shared.values()), default=0)
        best = [other for other, count in shared.items() if count >= least]

        def rank(other: str) -> tuple[int, bool, str]:
            return -shared[other], _topic(other) != _topic(note), other

        return heapq.nsmallest(MOST, best, key=rank)

    return {note: nearest(note) for note in tags}


def _topic(note: str) -> str:
    return note.rpartition("/")[0]


# The notes that are nearest to each.
neighbors: ChangedValues[list[str]] = ChangedValues("note_related")
# The tags of each note that was read.
tags_of: PageValues[list[str]] = PageValues("note_tags")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Collect the tags of a note."""
    docname = app.env.current_document.docname
    note = note_of(app.env, docname)
    if note is not None:
        tags_of(app.env)[docname] = read_tags(note.script)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write again the notes whose neighbors have changed."""
    now = find_related(tags_of(env))
    return sorted(neighbors.changed(env, now))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links above the downloads."""
    notes = neighbors.of(app.env).get(docname)
    footer = next(
        (
            node
            for node in doctree.findall(nodes.container)
            if NOTE_FOOTER_CLASS in node["classes"]
        ),
        None,
    )
    if not notes or footer is None:
        return
    links = nodes.paragraph("", _("Related notes: "), classes=["note-related"])
    links[BESIDE] = True
    for number, note in enumerate(notes):
        if number:
            links += nodes.Text(" · ")
        uri = app.builder.get_relative_uri(docname, note)
        title = app.env.titles[note].astext()
        links += nodes.reference(
            "", title, internal=True, refuri=uri, classes=classes_of(app.env, note)
        )
    footer.parent.insert(footer.parent.index(footer), links)


def setup_related_notes(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("doctree-read", on_doctree_read)
    tags_of.connect(app)
    app.connect("env-updated", on_env_updated)
    app.connect("doctree-resolved", on_doctree_resolved)
