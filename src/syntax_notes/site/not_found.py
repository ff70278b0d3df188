"""The page for addresses that do not exist, ``404.html``: what it says.

``notfound.extension`` makes it, with links that do not depend on where it is shown.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..languages import LANGUAGES, language_of
from ..wording import _
from .root_files import NOT_FOUND

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PAGE = NOT_FOUND.removesuffix(".html")


def root_of(config: Config) -> str:
    """Return where the folders of the languages are on the server."""
    here = language_of(config)
    folder = urlsplit(config.html_baseurl).path or f"/{here.folder}/"
    return folder.removesuffix(f"{here.folder}/")


def on_builder_inited(app: Sphinx) -> None:
    """Hand the extension the words of the page; a book has no addresses."""
    root = root_of(app.config)
    here = language_of(app.config)
    folder = f"{root}{here.folder}/"
    app.config.notfound_urls_prefix = folder
    others = [one for one in LANGUAGES if one is not here]
    links = [
        f'<li><a href="{folder}{page}">{text}</a></li>'
        for page, text in (
            ("notes/index.html", _("All the notes")),
            ("genindex.html", _("Index")),
        )
    ]
    links += [
        f'<li lang="{other.tag}"><a href="{root}{other.folder}/index.html" '
        f'hreflang="{other.tag}">{other.title}</a></li>'
        for other in others
    ]
    # Many servers have one such page, whatever the language of the address.
    also = [
        f'<section lang="{other.tag}"><h2>{other.lost}</h2>'
        f"<p>{other.moved}</p></section>"
        for other in others
    ]
    app.config.notfound_context = {
        "title": here.lost,
        "body": f"<h1>{here.lost}</h1><p>{here.moved}</p><ul>{''.join(links)}</ul>"
        f"{''.join(also)}",
        "metatags": '<meta name="robots" content="noindex">'
        f'<meta name="description" content="{escape(here.moved)}">',
    }


def setup_not_found(app: Sphinx) -> None:
    """Register the handler, and the extension, which writes the page."""
    app.setup_extension("notfound.extension")
    app.connect("builder-inited", on_builder_inited)
