"""Where the downloads of notes are kept, and where the pages have them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx import copy_of_download
from ..notes.note_files import DOWNLOADS, Gallery

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def download_folder(app: Sphinx, gallery: Gallery) -> Path:
    """Return where the downloads in the language of the build are kept."""
    return gallery.pages / DOWNLOADS / str(app.config.language)


def write_download(path: Path, content: bytes) -> None:
    """Write a download, unless it is there."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def copy_download(app: Sphinx, path: Path) -> None:
    """Copy a download to the pages: Sphinx does so before it writes them."""
    copy = copy_of_download(app.builder, path)
    if copy is not None:
        content = path.read_bytes()
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.exists() or copy.read_bytes() != content:
            copy.write_bytes(content)
