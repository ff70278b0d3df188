"""Lead from each page to itself in the other languages."""

from __future__ import annotations

from posixpath import relpath
from typing import TYPE_CHECKING, Any

from ..event_order import HtmlPageContext
from ..languages import LANGUAGES, language_of
from .not_found import PAGE as NOT_FOUND
from .not_found import root_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Hand the page its own address in each language."""
    here = language_of(app.config)
    page = app.builder.get_target_uri(pagename)
    folder = f"{here.folder}/{page}".rpartition("/")[0]
    # The parent of the folders of all languages, if the address of the site is known.
    site = app.config.html_baseurl.removesuffix(f"{here.folder}/")
    context["languages"] = [
        {
            "tag": language.tag,
            "name": language.name,
            # The page for wrong addresses may be shown at any.
            "href": f"{root_of(app.config)}{language.folder}/{page}"
            if pagename == NOT_FOUND
            else relpath(f"{language.folder}/{page}", folder),
            "url": f"{site}{language.folder}/{page}" if site else "",
            "current": language is here,
        }
        for language in LANGUAGES
    ]
    context["language"] = here.tag
    app.add_js_file("language.js", loading_method="defer")


def setup_language_links(app: Sphinx) -> None:
    """Register the handler."""
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.LANGUAGES
    )
