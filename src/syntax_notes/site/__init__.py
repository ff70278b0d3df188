"""What surrounds every page: languages, navigation, search, policy, words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the furniture of the site."""
    from ..kit.own_files import add_own_files
    from .content_security_policy import setup_content_security_policy
    from .copy_buttons import setup_copy_buttons
    from .descriptions import setup_descriptions
    from .formulas import setup_formulas
    from .html_builder import setup_html_builder
    from .language_links import setup_language_links
    from .leftovers import setup_leftovers
    from .loaded_files import setup_loaded_files
    from .markdown_twins import setup_markdown_twins
    from .navigation import setup_navigation
    from .not_found import setup_not_found
    from .remote_files import setup_remote_files
    from .repository_links import setup_repository_links
    from .search import setup_search
    from .stylesheet import setup_stylesheet
    from .theme import setup_theme
    from .translations import setup_translations

    add_own_files(app, Path(__file__).parent)
    setup_translations(app)
    setup_html_builder(app)
    setup_theme(app)
    setup_stylesheet(app)
    setup_language_links(app)
    setup_navigation(app)
    setup_search(app)
    setup_not_found(app)
    setup_content_security_policy(app)
    setup_descriptions(app)
    setup_repository_links(app)
    setup_markdown_twins(app)
    setup_leftovers(app)
    setup_copy_buttons(app)
    setup_formulas(app)
    setup_remote_files(app)
    setup_loaded_files(app)
    return {"env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
