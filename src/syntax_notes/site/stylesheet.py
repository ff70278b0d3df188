"""Join the stylesheet of the site from its parts, each of which lies beside its owner.

A reader loads one file, ``site.css``. Its parts are in the folders ``css`` of the rooms
whose pages they style; what is in a folder ``static`` is a file of its own for readers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import atomic
from ..room_hashes import PACKAGE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "site.css"
# From top to bottom: of two rules that weigh the same, the browser takes the later one.
PARTS = (
    "outputs/css/cells.css",
    "outputs/css/note-facts.css",
    "site/css/sidebars.css",
    "outputs/css/device-outputs.css",
    "across/css/tables.css",
    "diagrams/css/pictures.css",
    "page/css/cards.css",
    "page/css/tag-filter.css",
    "site/css/languages.css",
    "site/css/headings.css",
    "site/search/css/search.css",
    "site/css/code-tools.css",
    "site/css/first-page.css",
    "outputs/css/downloads.css",
    "site/css/related-pages.css",
    "page/css/note-strip.css",
    "site/css/print.css",
)


def join_parts() -> str:
    """Return the stylesheet: a blank line before each part that a comment begins."""
    texts = [(PACKAGE / part).read_text(encoding="utf-8") for part in PARTS]
    joined = "".join(f"\n{text}" if text.startswith("/*") else text for text in texts)
    return joined.removeprefix("\n")


def on_builder_inited(app: Sphinx) -> None:
    """Write the stylesheet beside the doctrees, where each language has its own.

    Not at ``config-inited``: Sphinx then drops each folder of static files that lies
    in the output, and doctrees lie there where nobody says otherwise.
    """
    if app.builder.format != "html":
        return
    path = Path(app.doctreedir, "static", NAME)
    text = join_parts()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        atomic.write(path, text)
    app.config.html_static_path.append(str(path.parent))


def setup_stylesheet(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("builder-inited", on_builder_inited)
