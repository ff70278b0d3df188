"""Lead from each note to the three that share most of its tags."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx_gallery.py_source_parser import extract_file_config

from .cells import note_source
from .collected import Collected
from .wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MOST = 3


def related(tags: dict[str, list[str]]) -> dict[str, list[str]]:
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


# The tags of each note that was read.
tags_of: Collected[list[str]] = Collected("note_tags")


def read_tags(source: Path) -> list[str]:
    """Return the tags of a note from its ``sphinx_gallery_tags`` comment."""
    return list(extract_file_config(source.read_text(encoding="utf-8")).get("tags", []))


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Collect the tags of a note."""
    docname = app.env.current_document.docname
    source = note_source(app, docname)
    if source is not None:
        tags_of(app.env)[docname] = read_tags(source)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write again the notes whose neighbors have changed."""
    before = getattr(env, "note_related", {})
    now = related(tags_of(env))
    env.note_related = now  # type: ignore[attr-defined]
    return [note for note in now if now[note] != before.get(note)]


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the links above the downloads."""
    notes = app.env.note_related.get(docname)  # type: ignore[attr-defined]
    footer = next(
        (
            node
            for node in doctree.findall(nodes.container)
            if "sphx-glr-footer-example" in node["classes"]
        ),
        None,
    )
    if not notes or footer is None:
        return
    links = nodes.paragraph("", _("Related notes: "), classes=["note-related"])
    for number, note in enumerate(notes):
        if number:
            links += nodes.Text(" · ")
        uri = app.builder.get_relative_uri(docname, note)
        title = app.env.titles[note].astext()
        links += nodes.reference("", title, internal=True, refuri=uri)
    footer.parent.insert(footer.parent.index(footer), links)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handlers."""
    app.connect("doctree-read", on_doctree_read)
    tags_of.connect(app)
    app.connect("env-updated", on_env_updated)
    app.connect("doctree-resolved", on_doctree_resolved)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
