"""Give each card of the gallery a picture of its own.

The picture is the one that the note chooses, else its first diagram, drawn small, or
its first plot; where a note has none, its rule is drawn: the call and what it does.
sphinx-gallery copies a plot by itself; the other two are put in place after it has run
a note.
"""

from __future__ import annotations

import ast
from html import escape
from pathlib import Path
from typing import Any

from ..adapters.sphinx_gallery import THUMBNAIL
from ..notes.line_breaking import WORDS, wrapped
from ..notes.note_files import read_script, script_called
from ..notes.titles import call_of
from .card_pictures import picture_of_card
from .scraper import CARD
from .styles import VARIABLES

WIDTH, HEIGHT = 240, 150
COLUMNS, MOST_LINES = 28, 5
STYLE = (
    "text{fill:var(--fg);font:14px system-ui,sans-serif}"
    ".n{font:700 16px ui-monospace,monospace}"
    "path{stroke:var(--on);stroke-width:3}"
)


def draw_thumbnail(gallery_conf: dict[str, Any], fname: str, when: str) -> None:
    """Put the picture of a note in place: a reset hook of sphinx-gallery."""
    script = script_called(fname, gallery_conf)
    if when != "after" or script is None:
        return
    images = script.parent / "images"
    picture = picture_of_card(script, Path(gallery_conf["src_dir"]))
    if picture.is_first_diagram:
        drawn = (images / CARD.format(script.stem)).read_text(encoding="utf-8")
    elif picture.exists:
        return  # sphinx-gallery has copied it.
    else:
        drawn = card_of(read_script(script))
    if not drawn:
        return
    thumbnail = images / f"{THUMBNAIL.format(note=script.stem)}.svg"
    thumbnail.with_suffix(".png").unlink(missing_ok=True)
    thumbnail.write_text(drawn, encoding="utf-8")


def card_of(source: str) -> str:
    """Return the rule card of a note; empty if the note does not parse."""
    try:
        docstring = ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError:
        return ""  # The note has failed; sphinx-gallery has a picture for that.
    title, _, rest = docstring.partition("\n")
    sentence = " ".join(rest.lstrip("=\n").split("\n\n")[0].split())
    return rule_card(call_of(title), sentence, title)


def rule_card(call: str, sentence: str, title: str) -> str:
    """Return a drawing of what a note says first: its call and its sentence."""
    lines = wrapped(sentence, COLUMNS, WORDS)
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = [f"{lines[MOST_LINES - 1]} …"]
    text = "".join(
        f'<text x="16" y="{66 + 19 * number}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    label = f"{title}. {sentence}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{escape(label)}">'
        f"<style>{VARIABLES}{STYLE}</style>"
        f'<text class="n" x="16" y="30">{escape(call)}</text>'
        f'<path d="M16 42h32"/>{text}</svg>'
    )
