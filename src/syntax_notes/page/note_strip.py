"""Put topic, tags and downloads of a note below its title, where readers look first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from ..adapters.sphinx_gallery import TAGS_CLASS
from ..event_order import Transform
from ..kit.below_title import below_sentence
from ..notes.note_files import note_of
from ..outputs.page_prose import BESIDE
from ..wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOWNLOADS_CLASS = "note-downloads"


class NoteStrip(SphinxTransform):
    """Lay the strip out after the gallery's own words are in place."""

    default_priority = Transform.NOTE_STRIP

    def apply(self, **kwargs: Any) -> None:
        """Insert it behind the sentence below the title."""
        docname = self.env.current_document.docname
        if note_of(self.env, docname) is None:
            return
        title = next(self.document.findall(nodes.title))
        place = below_sentence(title)
        title.parent[place:place] = [self._place(docname), self._downloads()]

    def _place(self, docname: str) -> nodes.paragraph:
        """Say which topic the note is in, and what its tags are."""
        place = nodes.paragraph(classes=["note-place"])
        place[BESIDE] = True
        place += addnodes.pending_xref(
            "",
            nodes.inline(),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{docname.rpartition('/')[0]}/index",
            refexplicit=False,
            refdoc=docname,
            refwarn=True,
        )
        for tags in self.document.findall(nodes.paragraph):
            if TAGS_CLASS in tags["classes"]:
                tags.parent.remove(tags)
                place += nodes.Text(" · ")
                place += nodes.inline("", tags.astext(), classes=[TAGS_CLASS])
                break
        return place

    def _downloads(self) -> nodes.paragraph:
        """Offer what the end of the page offers, in shorter words."""
        words = {"py": _("Script"), "ipynb": _("Notebook"), "zip": _("Both (.zip)")}
        line = nodes.paragraph("", _("Download: "), classes=[DOWNLOADS_CLASS])
        line[BESIDE] = True
        links = {
            link["reftarget"].rpartition(".")[2]: link["reftarget"]
            for link in self.document.findall(addnodes.download_reference)
        }
        for number, (suffix, text) in enumerate(words.items()):
            if number:
                line += nodes.Text(" · ")
            line += addnodes.download_reference(
                "", "", nodes.inline("", text), reftarget=links[suffix]
            )
        return line


def setup_note_strip(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(NoteStrip)
