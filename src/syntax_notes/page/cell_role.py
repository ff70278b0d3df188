"""The role ``cell`` links to a cell of a note: ``indexing/scatter#the-rule``.

The part behind ``#`` is the anchor of the cell's heading, as the page's address shows
it. Without a text of its own the link shows the call that the note is about.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

from ..kit.rewriting import write_with
from ..notes.note_files import galleries
from ..notes.titles import call_of

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class CellRole(XRefRole):
    """A link to a cell, which is looked for when all notes are read."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Have the page written again when the note changes, as its headings may."""
        note = target.partition("#")[0]
        gallery = galleries(env.config, Path(env.srcdir))[0].folder
        write_with(env, f"{gallery}/{note}")
        refnode["refwarn"] = True
        return title, f"{gallery}/{target}"


def on_missing_reference(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.reference | None:
    """Resolve a link; Sphinx warns of one that is left unresolved."""
    if node["reftype"] != "cell":
        return None
    docname, _, anchor = node["reftarget"].partition("#")
    if docname not in env.all_docs:
        return None
    # The headings of a page, in memory; its doctree would have to be read from disk.
    headings = env.tocs[docname].findall(nodes.reference)
    if f"#{anchor}" not in {heading["anchorname"] for heading in headings}:
        return None
    text = contnode.astext()
    if not node["refexplicit"]:
        text = call_of(env.titles[docname].astext())
    uri = app.builder.get_relative_uri(node["refdoc"], docname)
    return nodes.reference("", text, internal=True, refuri=f"{uri}#{anchor}")


def setup_cell_role(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("cell", CellRole(innernodeclass=nodes.inline))
    app.connect("missing-reference", on_missing_reference)
