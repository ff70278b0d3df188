"""What a page says, for the search: its address, title and topic, and its sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ...adapters.sphinx_gallery import FOOTER_CLASS, TAGS_CLASS
from ...notes.note_files import note_of
from ...outputs.cells import OUTPUTS_CLASS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What is on a page for other reasons than to be read.
SKIPPED_CLASSES = {
    "checks",
    "note-devices",
    "note-downloads",
    "note-facts",
    "note-place",
    "note-related",
    FOOTER_CLASS,
    TAGS_CLASS,
}

PageText = dict[str, Any]


def collect_text(app: Sphinx, docname: str, doctree: nodes.document) -> PageText:
    """Collect what a page says.

    Returns
    -------
    dict
        ``url``, ``title``, ``topic``, whether it is a ``note``, and ``sections``: a
        list of heading, anchor and text, in which a line break parts two paragraphs.
    """
    titles = app.env.titles
    folder = docname.rpartition("/")[0]
    topic = titles.get(f"{folder}/index") if folder else None
    return {
        "url": app.builder.get_target_uri(docname),
        "title": titles[docname].astext(),
        "topic": topic.astext() if topic is not None else "",
        "note": note_of(app.env, docname) is not None,
        "sections": list(_sections(doctree)),
    }


def _sections(doctree: nodes.document) -> Iterator[tuple[str, str, str]]:
    for section in doctree.findall(nodes.section):
        heading, anchor = "", ""
        if isinstance(section.parent, nodes.section):
            heading = next(section.findall(nodes.title)).astext()
            anchor = section["ids"][0]
        yield heading, anchor, "\n".join(_texts(section))


def _new_lines(texts: Iterator[str]) -> Iterator[str]:
    """Yield of each text the lines that were in none before."""
    known: set[str] = set()
    for text in texts:
        lines = [line for line in text.split("\n") if line not in known]
        known.update(lines)
        if lines:
            yield "\n".join(lines)


def _texts(node: nodes.Element) -> Iterator[str]:
    """Yield the paragraphs, blocks of code and outputs, but not those of sections."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(
            child, nodes.section | nodes.title | nodes.raw | nodes.comment
        ):
            continue
        if SKIPPED_CLASSES.isdisjoint(child["classes"]):
            if isinstance(child, nodes.TextElement):
                yield child.astext()
            elif OUTPUTS_CLASS in child["classes"]:
                # Most of what one release prints another one does as well.
                yield from _new_lines(_texts(child))
            else:
                yield from _texts(child)
