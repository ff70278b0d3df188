"""Lay out a note of a single cell as any other: its code, then what it shows.

sphinx-gallery puts figures and output in front of the code where a script has no other
cell, and an empty line between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..adapters.sphinx_gallery import CELL_LANGUAGE, SOURCE_LINES
from ..event_order import DoctreeRead
from ..notes.code_cells import blocks_of
from ..notes.note_files import note_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Put the code first, on the page of a note of one cell."""
    note = note_of(app.env, app.env.current_document.docname)
    if note is None:
        return
    # The docstring has no mark.
    marks = [
        comment
        for comment in doctree.findall(nodes.comment)
        if SOURCE_LINES.fullmatch(f".. {comment.astext()}")
    ]
    if len(marks) == 1:
        blocks = blocks_of(note.script)
        if blocks[-1].type == "code":
            _put_code_first(marks[0])


def _put_code_first(mark: nodes.comment) -> None:
    """Move what stands between the mark of a cell and its code below the code."""
    parent = mark.parent
    first = parent.index(mark) + 1
    for node in parent[first:]:
        if isinstance(node, nodes.literal_block) and node["language"] == CELL_LANGUAGE:
            parent.remove(node)
            parent.insert(first, node)
            return
        if isinstance(node, nodes.line_block):
            parent.remove(node)


def setup_single_cells(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.SINGLE_CELLS)
