"""The directive ``shown-cell`` shows a cell of a note on another page.

Its argument is that of the role ``cell``, such as ``indexing/gather#the-rule``. The
cell looks as in the note: its code, what it printed, and its diagram.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..adapters.sphinx_gallery import OUTPUT_CLASS
from ..kit.rewriting import write_with
from ..notes.note_files import galleries
from ..outputs.folds import fold

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


class shown_cell(nodes.General, nodes.Element):
    """Stands where the cell will be; ``target`` says which."""


class ShownCell(SphinxDirective):
    """Show a cell of a note."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Have the page written again when the note changes."""
        gallery = galleries(self.config, Path(self.env.srcdir))[0].folder
        note = self.arguments[0].partition("#")[0]
        write_with(self.env, f"{gallery}/{note}")
        node = shown_cell(target=f"{gallery}/{self.arguments[0]}")
        self.set_source_info(node)
        return [node]


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the cells in."""
    for node in list(doctree.findall(shown_cell)):
        page, _, anchor = node["target"].partition("#")
        found = _cell(app, page, anchor) if page in app.env.all_docs else []
        if not found:
            logger.warning("there is no cell %s", node["target"], location=node)
        node.parent[node.parent.index(node) : node.parent.index(node) + 1] = found


def _cell(app: Sphinx, page: str, anchor: str) -> list[nodes.Node]:
    """Return copies of the code of a section's first cell and of its output."""
    for section in app.env.get_doctree(page).findall(nodes.section):
        if anchor in section["ids"]:
            code = [one for one in section.children if _is_code(one)][:1]
            output = [one for one in section.children if _is_output(one)][:1]
            return [one.deepcopy() for one in (*code, *output)]
    return []


def _is_code(node: nodes.Node) -> bool:
    return isinstance(node, nodes.literal_block) and OUTPUT_CLASS not in node["classes"]


def _is_output(node: nodes.Node) -> bool:
    return isinstance(node, fold) and "output" in node["classes"]


def setup_shown_cell(app: Sphinx) -> None:
    """Register the directive and the handler; the search looks at the page later."""
    app.add_node(shown_cell)
    app.add_directive("shown-cell", ShownCell)
    app.connect("doctree-resolved", on_doctree_resolved)
