"""Replace what sphinx-gallery writes on pages: its cards, tags, images and captions.

It writes cards as raw HTML, which no catalog reaches and which is not valid, and its
sentences in English. Here they become nodes, and sentences in the words of this site.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from ..adapters.sphinx_gallery import (
    CARD_CLOSES,
    CARD_OPENS,
    DOWNLOAD,
    HINT_CLASS,
    TAG_LIST,
    TAGS,
    image_nodes,
)
from ..diagrams.figure_files import size
from ..event_order import HtmlPageContext, Transform
from ..notes.tags import read_tags
from ..wording import _
from .cards import card

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class GalleryWords(SphinxTransform):
    """Replace what sphinx-gallery writes, before catalogs are looked up (at 20)."""

    default_priority = Transform.GALLERY_WORDS

    def apply(self, **kwargs: Any) -> None:
        """Make cards, and translate the captions of downloads."""
        for block in list(self.document.findall(nodes.note)):
            if HINT_CLASS in block["classes"]:
                block.parent.remove(block)
        for opening in list(self.document.findall(nodes.raw)):
            if CARD_OPENS in opening.astext() and opening.parent is not None:
                self._make_card(opening)
        self._make_filter()
        for plot in image_nodes(self.document):
            # An image like any other, whose text alternative has a place in a catalog.
            image = nodes.image(uri=plot["uri"], alt=plot["alt"], loading="lazy")
            # So that nothing moves when it is loaded.
            image.attributes |= size(Path(self.env.srcdir, plot["uri"].lstrip("/")))
            image.source, image.line = plot.source, plot.line
            plot.replace_self(image)
        for line in self.document.findall(nodes.paragraph):
            match = TAGS.fullmatch(line.astext())
            if match is not None:
                tags = ", ".join(_(tag) for tag in match[1].split(", "))
                line.clear()
                line += nodes.Text(_("Tags: {tags}").format(tags=tags))
                line["translatable"] = False
        for link in self.document.findall(addnodes.download_reference):
            match = DOWNLOAD.fullmatch(link.astext())
            if match is not None:
                _caption(link, match["what"], match["file"])

    def _make_filter(self) -> None:
        """Put the tags of all cards above them, as buttons that a script serves."""
        places = [
            node
            for node in self.document.findall(nodes.raw)
            if TAG_LIST in node.astext()
        ]
        tags = [tag for one in self.document.findall(card) for tag in one["tags"]]
        buttons = "".join(
            f'<button type="button" aria-pressed="false">{escape(_(tag))}</button>'
            for tag in dict.fromkeys(tags)
        )
        label = escape(_("Show the notes with a tag"))
        bar = f'<div class="tag-filter" role="group" aria-label="{label}">'
        for number, place in enumerate(places):
            html = f"{bar}{buttons}</div>" if number == 0 and tags else ""
            place.replace_self(nodes.raw("", html, format="html") if html else [])

    def _make_card(self, opening: nodes.raw) -> None:
        """Replace raw HTML, picture, link and raw HTML by a card."""
        siblings = opening.parent.children
        start = siblings.index(opening)
        stop = next(
            n
            for n, node in enumerate(siblings[start + 1 :], start + 1)
            if isinstance(node, nodes.raw) and CARD_CLOSES in node.astext()
        )
        parts = siblings[start : stop + 1]
        picture = _first(parts, nodes.image)
        link = _first(parts, addnodes.pending_xref)
        docname = link["reftarget"].lstrip("/")
        tags = read_tags(Path(self.env.srcdir, f"{docname}.py"))
        made = card(docname=docname, tags=tags)
        made += picture.deepcopy()
        opening.parent[start : stop + 1] = [made]


def _first(parts: list[nodes.Node], kind: type[nodes.Element]) -> nodes.Element:
    return next(node for part in parts for node in part.findall(kind))


def _caption(link: addnodes.download_reference, what: str, file: str) -> None:
    captions = {
        "Jupyter notebook": _("Download Jupyter notebook: {file}"),
        "Python source code": _("Download Python source code: {file}"),
        "zipped": _("Download zipped: {file}"),
        "all examples in Python source code": _("Download all scripts: {file}"),
        "all examples in Jupyter notebooks": _("Download all notebooks: {file}"),
    }
    text = captions[what].format(file=file)
    link.clear()
    link += nodes.literal(text, text, classes=["xref", "download"])
    parent = link.parent
    while not isinstance(parent, nodes.TextElement):
        parent = parent.parent
    # It has been translated; no catalog needs it.
    parent["translatable"] = False


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script on pages with cards."""
    if "tag-filter" in context.get("body", ""):
        app.add_js_file("tags.js", loading_method="defer")


def setup_gallery_markup(app: Sphinx) -> None:
    """Register the transform and the handler."""
    app.add_transform(GalleryWords)
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.TAG_FILTER
    )
