"""Tell browsers what a page may load and run: what the site brings, and nothing else.

A note prints what it likes, and Sphinx writes that as text. Should a tag ever get
through, the policy keeps it from running. The one script that stands in the pages
themselves, furo's, is named by its hash. Styles may stand in a page: furo's do.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import furo

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def policy() -> str:
    """Return the policy, as the header Content-Security-Policy has it."""
    page = Path(furo.__file__).parent / "theme" / "furo" / "base.html"
    scripts = re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL)
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'"
    )


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Hand the policy to the template of every page."""
    config.html_context["content_policy"] = policy()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handler."""
    app.connect("config-inited", on_config_inited)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
