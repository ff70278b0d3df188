"""Compile the templates of pages once, and not in each build: half a second of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

from ..adapters.sphinx import keep_templates

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_builder_inited(app: Sphinx) -> None:
    """Keep what Jinja compiles; it finds out by itself when a template has changed."""
    folder = Path(app.doctreedir, "templates")
    folder.mkdir(parents=True, exist_ok=True)
    keep_templates(app.builder, FileSystemBytecodeCache(str(folder)))


def setup_template_cache(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("builder-inited", on_builder_inited)
