"""Make the page for addresses that do not exist, ``404.html``.

A server shows it at any address, so its own links must not depend on where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..languages import LANGUAGES, language_of
from ..words import _
from .root_files import NOT_FOUND

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# An address that is neither absolute nor one on the page itself.
RELATIVE = re.compile(r'(?<= )(href|src|action|data-index)="(?![#/]|\w+:)')
CLIMBING = re.compile(r'(?<= )(href|src)="(/[^"]*?)[^/"]+/\.\./')


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page; a book has no addresses."""
    if app.builder.name != "html":
        return
    title = _("Page not found")
    sentence = _("There is no page at this address. It may have moved or been removed.")
    notes, index = app.builder.get_target_uri("notes/index"), "genindex.html"
    all_notes, index_title = _("All the notes"), _("Index")
    items = [
        f'<li><a href="{notes}">{all_notes}</a></li>',
        f'<li><a href="{index}">{index_title}</a></li>',
        *(
            f'<li lang="{other.tag}"><a href="../{other.folder}/index.html" '
            f'hreflang="{other.tag}">{other.title}</a></li>'
            for other in LANGUAGES
            if other.code != app.config.language
        ),
    ]
    body = f"<h1>{title}</h1><p>{sentence}</p><ul>{''.join(items)}</ul>"
    metatags = (
        '<meta name="robots" content="noindex">'
        f'<meta name="description" content="{escape(sentence)}">'
    )
    context = {"title": title, "body": body, "metatags": metatags}
    yield NOT_FOUND.removesuffix(".html"), context, "page.html"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write its links from the root of the server."""
    path = Path(app.outdir, NOT_FOUND)
    if exception is not None or not path.exists():
        return
    here = language_of(app.config)
    folder = urlsplit(app.config.html_baseurl).path or f"/{here.folder}/"
    page = RELATIVE.sub(rf'\1="{folder}', path.read_text(encoding="utf-8"))
    page = CLIMBING.sub(r'\1="\2', page)
    path.write_text(page, encoding="utf-8", newline="\n")


def setup_not_found(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("build-finished", on_build_finished)
