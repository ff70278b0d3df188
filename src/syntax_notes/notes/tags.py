"""The tags of a note: ``# sphinx_gallery_tags = ["indexing", "gradient"]``."""

from __future__ import annotations

from pathlib import Path

from ..adapters.sphinx_gallery import extract_file_config
from .note_files import read_script


def read_tags(script: Path) -> list[str]:
    """Return the tags that a script gives itself."""
    return list(extract_file_config(read_script(script)).get("tags", []))
