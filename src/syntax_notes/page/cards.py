"""The cards of the gallery: picture, title and sentence of each note, as a link to it.

A card takes the title and the sentence of a note from its page, in the language of the
build, when the gallery is written.
"""

from __future__ import annotations

import json
from functools import partial
from html import escape
from pathlib import Path
from posixpath import join
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from ..diagrams.card_pictures import picture_of_card
from ..diagrams.directive import diagram
from ..diagrams.thumbnails import rule_card
from ..event_order import DoctreeRead
from ..kit.below_title import sentence_of
from ..kit.build_changes import LastBuild
from ..kit.page_values import PageValues
from ..languages import LANGUAGES
from ..notes.note_files import galleries, gallery_of, note_names, note_of
from ..notes.titles import call_of
from ..wording import _
from .untranslated import Untranslated, lang_of, untranslated

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator


class card(nodes.General, nodes.Element):
    """A card: ``docname`` is the page of the note, ``tags`` its tags.

    The child is the picture.
    """


class Summary(NamedTuple):
    """What a note says of itself, in the language of the build.

    Attributes
    ----------
    sentence : str
        The sentence below its title.
    picture : str
        The text alternative of the diagram or plot on its card, if it has one.
    has_picture : bool
        Whether its card shows a picture; else it shows what the note says.
    """

    sentence: str
    picture: str
    has_picture: bool


# What each note that was read says of itself, by its page.
summaries: PageValues[Summary] = PageValues("note_summaries")


def visit_card(self: HTML5Translator, node: card) -> None:
    """Write the card whole."""
    builder = self.builder
    docname = node["docname"]
    title = builder.env.titles[docname].astext()
    nothing = Summary("", "", has_picture=False)
    sentence, alternative, has_picture = summaries(builder.env).get(docname, nothing)
    picture = node.next_node(nodes.image)
    assert picture is not None
    # As Sphinx writes images: the builder knows where it copies them to.
    name = builder.images.get(picture["uri"], picture["uri"])
    if not has_picture and builder.config.language != LANGUAGES[0].code:
        name = picture_name(docname)
        drawn = rule_card(call_of(title), sentence, title)
        folder = Path(builder.outdir, builder.imagedir)
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(drawn, encoding="utf-8")
    alternative = alternative or f"{title} {sentence}"
    lang = lang_of(builder.env, docname)
    found = untranslated(builder.env).get(docname, Untranslated())
    sentence_lang = f' lang="{LANGUAGES[0].tag}"' if found.sentence else ""
    tags = escape(json.dumps([_(tag) for tag in node["tags"]], ensure_ascii=False))
    uri = builder.get_relative_uri(builder.current_docname, docname)
    self.body.append(
        f'<a class="note-card sphx-glr-thumbcontainer" data-tags="{tags}" '
        f'href="{escape(uri)}">'
        f'<img loading="lazy"{lang} alt="{escape(alternative)}" '
        f'src="{escape(join(builder.imgpath, name))}">'
        f'<span class="note-card-title"{lang}>{escape(title)}</span>'
        f'<span class="note-card-sentence"{sentence_lang}>{escape(sentence)}</span>'
        "</a>\n"
    )
    raise nodes.SkipNode


def on_pictures_drawn(app: Sphinx) -> set[str]:
    """Return the names that the pictures of cards may have."""
    return {
        picture_name(name)
        for gallery in galleries(app.config, Path(app.srcdir))
        for name in note_names(gallery.pages)
    }


def picture_name(note: str) -> str:
    """Return the file with the picture of a card that is drawn in another language."""
    return f"card-{note.rpartition('/')[2]}.svg"


def pass_card(self: Any, node: card) -> None:
    """Show the picture, for other writers."""


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the sentence below the title of a note, and what its picture shows."""
    docname = app.env.current_document.docname
    note = note_of(app.env, docname)
    if note is None:
        return
    title = doctree.next_node(nodes.title)
    below = sentence_of(title) if title is not None else None
    sentence = below.astext() if below is not None else ""
    picture = picture_of_card(note.script, Path(app.srcdir))
    shown = next(doctree.findall(partial(_shows, app.env, picture.path)), None)
    alternative = ""
    if picture.exists and isinstance(shown, nodes.Element):
        alternative = shown["text"] if isinstance(shown, diagram) else shown["alt"]
    summaries(app.env)[docname] = Summary(sentence, alternative, picture.exists)


def _shows(env: BuildEnvironment, picture: Path, node: nodes.Node) -> bool:
    """Tell whether a node shows a picture, a path without suffix, with a text."""
    if not isinstance(node, diagram | nodes.image) or "://" in node["uri"]:
        return False
    _, path = env.relfn2path(node["uri"])
    has_text = isinstance(node, diagram) or "alt" in node
    return has_text and Path(path).with_suffix("") == picture


cards_before: LastBuild[dict[str, tuple[Any, ...]]] = LastBuild("note_cards_before")


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the gallery again when a title or a sentence has changed."""
    now = {
        docname: (
            env.titles[docname].astext(),
            note,
            untranslated(env).get(docname, Untranslated())[1:3],
        )
        for docname, note in summaries(env).items()
    }
    if cards_before.exchange(env, now) == now or not now:
        return []
    folders = {docname.rpartition("/")[0] for docname in now}
    for docname in now:
        gallery = gallery_of(env, docname)
        folders |= {gallery.folder} if gallery is not None else set()
    return sorted(f"{folder}/index" for folder in folders)


def setup_cards(app: Sphinx) -> None:
    """Register the node and the handlers."""
    app.add_node(
        card,
        html=(visit_card, pass_card),
        latex=(pass_card, pass_card),
        text=(pass_card, pass_card),
    )
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.CARDS)
    summaries.connect(app)
    app.connect("pictures-drawn", on_pictures_drawn)
    app.connect("env-updated", on_env_updated)
