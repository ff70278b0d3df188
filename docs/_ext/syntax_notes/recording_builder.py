"""The Sphinx builder ``recordings``: run the notes on a device, keep what they printed.

``sphinx-build -b recordings -D notes_device=cuda SOURCE recordings/cuda`` writes
``recordings/cuda/<topic>/<note>.json``. sphinx-gallery runs the notes, as for every
builder; no page is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder

from . import gallery, recordings
from .recorder import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class RecordingBuilder(Builder):
    """Writes the recordings of one device."""

    name = "recordings"
    epilog = "The recordings are in %(outdir)s."
    allow_parallel = True

    def get_outdated_docs(self) -> str:
        """Say what is made; all of it is looked at."""
        return "recordings"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return no address: there are no pages."""
        return ""

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Prepare nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write no page."""

    def finish(self) -> None:
        """Write a recording for each note that ran, or ran earlier and still holds."""
        conf = self.config.sphinx_gallery_conf
        device = self.config.notes_device
        failed = {
            Path(source).with_suffix("").parts[-2:]
            for source in conf["failing_examples"]
        }
        accepted = Path(self.app.confdir, self.config.notes_recordings, device)
        generated = gallery.folder(self.app)
        for note in sorted(self.config.notes_selected or gallery.names(generated)):
            kept = generated / f"{note}{SUFFIX}"
            if tuple(note.split("/")) in failed or not kept.exists():
                continue
            recording = recordings.read(kept, device)
            before, last = (
                recordings.read_if_sound(folder / f"{note}.json", device)
                for folder in (accepted, Path(self.outdir))
            )
            for earlier in (before, last):
                recording = recording.unless_only_the_date_differs(earlier)
            recording.after(before).write(self.outdir / f"{note}.json")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and the folder of the accepted recordings."""
    app.add_config_value("notes_recordings", "recordings", "", types=str)
    app.add_builder(RecordingBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
