"""Finish the pages that the theme has laid out: its words, and a button for the search.

The theme writes some words in English only. Its catalog is
``<locales>/<language>/LC_MESSAGES/sphinx.po``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _
from sphinx.util import logging

from ..adapters import furo

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Warn of words and places that the installed theme does not have."""
    for sentence in furo.moved():
        logger.warning("%s", sentence)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Hand the template what finishes the theme's part of a page."""
    context["finish_page"] = lambda html, button: furo.finish_page(html, _, button)


def setup_theme(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("config-inited", on_config_inited)
    app.connect("html-page-context", on_html_page_context)
