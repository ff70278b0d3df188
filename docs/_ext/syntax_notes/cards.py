"""The cards of the gallery: picture, title and sentence of each note, as a link to it.

sphinx-gallery writes its cards as raw HTML, which no catalog reaches and which is not
valid. They are replaced by nodes that take the title and the sentence of a note from
its page, in the language of the build, when the gallery is written. Its other
sentences, on the pages of notes, are put in the words of this site.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from posixpath import join
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx_gallery.directives import imgsgnode

from .cells import note_source
from .collected import Collected
from .diagrams import diagram
from .plots import size
from .related import read_tags
from .thumbnails import rule_card
from .wording import _, call_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

OPENS = '<div class="sphx-glr-thumbcontainer"'
TAGS = re.compile(r"\W*Tags: (.+)")
DOWNLOAD = re.compile(r"Download (?P<what>[\w ]+): (?P<file>\S+)")


class card(nodes.General, nodes.Element):
    """A card: ``docname`` is the page of the note, ``tags`` its tags.

    The child is the picture.
    """


class GalleryWords(SphinxTransform):
    """Replace what sphinx-gallery writes, before catalogs are looked up (at 20)."""

    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Make cards, and translate the captions of downloads."""
        for block in list(self.document.findall(nodes.note)):
            if "sphx-glr-download-link-note" in block["classes"]:
                block.parent.remove(block)
        for opening in list(self.document.findall(nodes.raw)):
            if OPENS in opening.astext() and opening.parent is not None:
                self._make_card(opening)
        self._make_filter()
        for plot in list(self.document.findall(imgsgnode)):
            # An image like any other, whose text alternative has a place in a catalog.
            image = nodes.image(uri=plot["uri"], alt=plot["alt"], loading="lazy")
            # So that nothing moves when it is loaded.
            image.attributes |= size(Path(self.app.srcdir, plot["uri"].lstrip("/")))
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
            if "sg-tag-list" in node.astext()
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
            if isinstance(node, nodes.raw)
            and "sphx-glr-thumbnail-title" in node.astext()
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


class Said(NamedTuple):
    """What a note says of itself, in the language of the build.

    Attributes
    ----------
    sentence : str
        The sentence below its title.
    picture : str
        The text alternative of its first diagram, else of its first plot; else empty.
    """

    sentence: str
    picture: str


# What each note says that was read, by its page.
said: Collected[Said] = Collected("note_said")


def visit_card(self: HTML5Translator, node: card) -> None:
    """Write the card whole."""
    builder = self.builder
    docname = node["docname"]
    title = builder.env.titles[docname].astext()
    sentence, alternative = said(builder.env).get(docname, Said("", ""))
    picture = node.next_node(nodes.image)
    assert picture is not None
    # As Sphinx writes images: the builder knows where it copies them to.
    name = builder.images.get(picture["uri"], picture["uri"])
    if not alternative and builder.config.language != "en":
        name = f"card-{docname.rpartition('/')[2]}.svg"
        drawn = rule_card(call_of(title), sentence, title)
        folder = Path(builder.outdir, builder.imagedir)
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(drawn, encoding="utf-8")
    tags = escape(json.dumps([_(tag) for tag in node["tags"]], ensure_ascii=False))
    uri = builder.get_relative_uri(builder.current_docname, docname)
    self.body.append(
        f'<a class="note-card sphx-glr-thumbcontainer" data-tags="{tags}" '
        f'href="{escape(uri)}">'
        f'<img loading="lazy" alt="{escape(alternative or f"{title} {sentence}")}" '
        f'src="{escape(join(builder.imgpath, name))}">'
        f'<span class="note-card-title">{escape(title)}</span>'
        f'<span class="note-card-sentence">{escape(sentence)}</span></a>\n'
    )
    raise nodes.SkipNode


def pass_card(self: Any, node: card) -> None:
    """Show the picture, for other writers."""


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the sentence below the title of a note, and what its picture shows."""
    docname = app.env.current_document.docname
    if note_source(app, docname) is None:
        return
    title = doctree.next_node(nodes.title)
    sentence = ""
    if title is not None:
        below = title.parent[title.parent.index(title) + 1]
        sentence = below.astext() if isinstance(below, nodes.paragraph) else ""
    picture = doctree.next_node(diagram)
    plot = doctree.next_node(nodes.image)
    alternative = ""
    if picture is not None:
        alternative = picture["text"]
    elif plot is not None:
        alternative = plot.get("alt", "")
    said(app.env)[docname] = Said(sentence, alternative)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the gallery again when a title or a sentence has changed."""
    now = {
        docname: (env.titles[docname].astext(), note)
        for docname, note in said(env).items()
    }
    before = getattr(env, "note_cards_before", None)
    env.note_cards_before = now  # type: ignore[attr-defined]
    if now == before or not now:
        return []
    gallery = app.config.sphinx_gallery_conf["gallery_dirs"]
    topics = {docname.rpartition("/")[0] for docname in now}
    return sorted(f"{folder}/index" for folder in (gallery, *topics))


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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform, the node and the handlers."""
    app.add_transform(GalleryWords)
    app.add_node(
        card,
        html=(visit_card, pass_card),
        latex=(pass_card, pass_card),
        text=(pass_card, pass_card),
    )
    app.connect("doctree-read", on_doctree_read, priority=300)
    said.connect(app)
    app.connect("env-updated", on_env_updated)
    app.connect("html-page-context", on_html_page_context)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
