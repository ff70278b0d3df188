"""Give each card of the gallery a picture of its own, and a text alternative.

The picture is the first diagram of the note, drawn small, or its first plot; where a
note has neither, its rule is drawn: the call and what it does. sphinx-gallery copies
the plot by itself; the other two are put in place after it has run a note.
"""

from __future__ import annotations

import ast
import re
import textwrap
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from .diagrams import CARD, VARIABLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THUMBNAIL = re.compile(r"sphx_glr_\w+_thumb\.svg$")
LABEL = re.compile(r'aria-label="([^"]*)"')
WIDTH, HEIGHT = 240, 150
STYLE = (
    "text{fill:var(--fg);font:14px system-ui,sans-serif}"
    ".n{font:700 16px ui-monospace,monospace}"
    "path{stroke:var(--on);stroke-width:3}"
)


def draw_thumbnail(gallery_conf: dict[str, Any], fname: str, when: str) -> None:
    """Put the picture of a note in place: a reset hook of sphinx-gallery."""
    gallery = Path(gallery_conf["src_dir"], gallery_conf["gallery_dirs"])
    # sphinx-gallery allows no name twice.
    script = next(gallery.glob(f"*/{fname}"), None)
    if when != "after" or script is None:
        return
    images = script.parent / "images"
    thumbnail = images / "thumb" / f"sphx_glr_{script.stem}_thumb.svg"
    card = images / CARD.format(script.stem)
    if card.exists():
        drawn = card.read_text(encoding="utf-8")
    elif thumbnail.exists():
        return  # A plot.
    else:
        drawn = rule_card(script.read_text(encoding="utf-8"))
    if not drawn:
        return
    thumbnail.with_suffix(".png").unlink(missing_ok=True)
    thumbnail.write_text(drawn, encoding="utf-8")


def rule_card(source: str) -> str:
    """Return a drawing of what a note says first: its call and its sentence."""
    try:
        docstring = ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError:
        return ""  # The note has failed; sphinx-gallery has a picture for that.
    title, _, rest = docstring.partition("\n")
    sentence = " ".join(rest.lstrip("=\n").split("\n\n")[0].split())
    call, _, does = title.partition(": ")
    lines = textwrap.wrap(sentence, 27)[:5]
    text = "".join(
        f'<text x="16" y="{66 + 19 * number}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    label = f"{call}: {does}. {sentence}" if does else f"{call}. {sentence}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{escape(label)}">'
        f"<style>{VARIABLES}{STYLE}</style>"
        f'<text class="n" x="16" y="30">{escape(call)}</text>'
        f'<path d="M16 42h32"/>{text}</svg>'
    )


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Say on the cards what their pictures show."""
    for image in doctree.findall(nodes.image):
        uri = image["uri"]
        if THUMBNAIL.search(uri):
            svg = Path(app.srcdir, uri).read_text(encoding="utf-8")
            label = LABEL.search(svg)
            image["alt"] = unescape(label[1]) if label is not None else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handler."""
    app.connect("doctree-read", on_doctree_read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
