"""Fill the index: the calls that notes link to, and their tags, each with its notes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from ..event_order import Transform
from ..notes.note_files import note_of
from ..notes.tags import read_tags
from ..wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def entry_for(target: str) -> str:
    """Write a call as an index has it: ``gather (torch)``."""
    module, dot, name = target.rpartition(".")
    return f"{name} ({module})" if dot else name


class IndexEntries(SphinxTransform):
    """Make the entries of a note before Sphinx collects them."""

    default_priority = Transform.GENINDEX

    def apply(self, **kwargs: Any) -> None:
        """Add them to the page."""
        note = note_of(self.env, self.env.current_document.docname)
        if note is None:
            return
        section = next(self.document.findall(nodes.section))
        title = next(section.findall(nodes.title)).astext()
        calls = {
            entry_for(link["reftarget"])
            for link in self.document.findall(addnodes.pending_xref)
            if link.get("refdomain") == "py"
        }
        words = calls | {_(tag) for tag in read_tags(note.script)}
        # A semicolon parts an entry from what is listed below it.
        below = title.replace(";", ",")
        entries = [
            ("single", f"{word}; {below}", section["ids"][0], "", None)
            for word in sorted(words)
        ]
        self.document.insert(0, addnodes.index(entries=entries))


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe the index to search engines."""
    if pagename == "genindex":
        text = escape(_("Every call and every tag, with the notes that explain it."))
        context["metatags"] = f'<meta name="description" content="{text}">'


def setup_genindex(app: Sphinx) -> None:
    """Register the transform and the handler."""
    app.add_transform(IndexEntries)
    app.connect("html-page-context", on_html_page_context)
