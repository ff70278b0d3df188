"""Tell browsers what a page may load and run: what the site brings, and nothing else.

A note prints what it likes, and Sphinx writes that as text. Should a tag ever get
through, the policy keeps it from running. The scripts that stand in the pages
themselves, the theme's, are named by their hashes. Styles may stand in a page: the
theme's do.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from ..adapters.furo import scripts_in_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def policy() -> str:
    """Return the policy, as the header Content-Security-Policy has it."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in scripts_in_pages()
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Hand the policy to the template of every page."""
    config.html_context["content_policy"] = policy()


def setup_content_security_policy(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("config-inited", on_config_inited)
