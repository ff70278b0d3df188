"""The order of the notes: that in which the gallery lists them, topic by topic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx_gallery import subsections
from .note_files import Gallery, galleries, note_names, note_of

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def in_running_order(config: Config, srcdir: Path, gallery: Gallery) -> list[str]:
    """Return the notes of a gallery as they will run, from its scripts."""
    conf = config.sphinx_gallery_conf
    notes = sorted(note_names(gallery.examples, conf["ignore_pattern"]))
    topics = ["", *subsections(srcdir, gallery.examples, conf)]
    return [
        gallery.prefix + note
        for topic in topics
        for note in notes
        if note.rpartition("/")[0] == topic
    ]


def in_reading_order(env: BuildEnvironment) -> list[str]:
    """Return the pages of notes as the galleries list them, once all are read."""
    below = env.toctree_includes
    pages = []
    for gallery in galleries(env.config, Path(env.srcdir)):
        first = f"{gallery.folder}/index"
        for page in below.get(first, []):
            pages += below.get(page, []) if page.endswith("/index") else [page]
    return [page for page in pages if note_of(env, page) is not None]
