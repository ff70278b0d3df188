"""The HTML builder: Sphinx's own, without its search, since this site has another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PagesBuilder(StandaloneHTMLBuilder):
    """Writes the pages of one language."""

    search = False

    def dump_search_index(self) -> None:
        """There is none."""


def setup_html_builder(app: Sphinx) -> None:
    """Take the place of Sphinx's builder."""
    app.add_builder(PagesBuilder, override=True)
