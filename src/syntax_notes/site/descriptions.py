"""Describe each page, in its language, to search engines and to who shares a link.

The description is the first paragraph. Cards for links (https://ogp.me) need whole
addresses, so there are some only where the address of the site is known.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..event_order import HtmlPageContext

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the first paragraph below the page's title into its head."""
    if doctree is None:
        return
    for paragraph in doctree.findall(nodes.paragraph):
        if _is_prose(paragraph):
            text = escape(" ".join(paragraph.astext().split()))
            context["metatags"] += f'<meta name="description" content="{text}">'
            if site := app.config.html_baseurl:
                title = escape(app.env.titles[pagename].astext())
                context["metatags"] += _card(app, site, pagename, title, text)
            return


def _is_prose(paragraph: nodes.paragraph) -> bool:
    """Tell whether a paragraph stands below a heading, at the top or in a box."""
    parent = paragraph.parent
    return isinstance(parent, nodes.section) or (
        isinstance(parent, nodes.container) and isinstance(parent.parent, nodes.section)
    )


def _card(app: Sphinx, site: str, pagename: str, title: str, text: str) -> str:
    properties = {
        "title": title,
        "description": text,
        "type": "website" if pagename == app.config.root_doc else "article",
        "url": site + app.builder.get_target_uri(pagename),
        "site_name": escape(app.config.html_title),
        "locale": escape(app.config.language),
        "image": f"{site}_static/card.png",
        "image:width": "1200",
        "image:height": "630",
        "image:alt": escape(app.config.html_title),
    }
    tags = (
        f'<meta property="og:{name}" content="{value}">'
        for name, value in properties.items()
    )
    return "".join(tags) + '<meta name="twitter:card" content="summary_large_image">'


def setup_descriptions(app: Sphinx) -> None:
    """Register the handler."""
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.DESCRIPTIONS
    )
