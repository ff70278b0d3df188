"""Sphinx builders that run the notes on a device and make no page.

``sphinx-build -b recordings -D notes_device=cuda SOURCE recordings/cuda`` writes
``recordings/cuda/<topic>/<note>.json``. ``sphinx-build -b recordings-diff SOURCE OUT``
fails, with a diff, where a note prints something else than is recorded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging

from ..adapters.sphinx_gallery import outcome
from ..notes.note_files import galleries, note_names
from ..recordings import recording_files
from ..recordings.comparing import difference
from .recorder import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from docutils import nodes
    from sphinx.application import Sphinx

    from ..recordings.recording import Recording

logger = logging.getLogger(__name__)


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

    @property
    def accepted(self) -> Path:
        """The folder of the accepted recordings of the device."""
        return Path(
            self.confdir, self.config.notes_recordings, self.config.notes_device
        )

    def finish(self) -> None:
        """Write a recording for each note that ran, or ran earlier and still holds."""
        for note, recording in self._made_by_runs():
            before, last = (
                recording_files.read_if_sound(
                    folder / f"{note}.json", self.config.notes_device
                )
                for folder in (self.accepted, Path(self.outdir))
            )
            if before is None:
                before = recording_files.read_sides(self.accepted / f"{note}.json")
            dated = recording.unless_only_the_date_differs(
                before
            ).unless_only_the_date_differs(last)
            target = Path(self.outdir, f"{note}.json")
            recording_files.write(dated.with_history(before), target)

    def _made_by_runs(self) -> Iterator[tuple[str, Recording]]:
        """Yield the notes that have not failed, and what they printed."""
        failed = {
            Path(source).name for source in outcome(self.config.sphinx_gallery_conf)[2]
        }
        selected = self.config.notes_selected
        for gallery in galleries(self.config, Path(self.srcdir)):
            for name in sorted(note_names(gallery.pages)):
                note = gallery.prefix + name
                kept = gallery.pages / f"{name}{SUFFIX}"
                is_asked_for = not selected or note in selected
                # sphinx-gallery allows no file name twice.
                has_failed = f"{name.rpartition('/')[2]}.py" in failed
                if is_asked_for and not has_failed and kept.exists():
                    device = self.config.notes_device
                    yield note, recording_files.read(kept, device)


class RecordingDiffBuilder(RecordingBuilder):
    """Compares what the notes print with what is recorded."""

    name = "recordings-diff"
    epilog = "The notes were compared with the recordings."

    def finish(self) -> None:
        """Warn, with a diff, of each note that prints something else."""
        for note, printed in self._made_by_runs():
            path = self.accepted / f"{note}.json"
            name = path.relative_to(self.confdir).as_posix()
            try:
                recorded = recording_files.read(path, self.config.notes_device)
            except recording_files.RecordingError as error:
                logger.warning("%s", error.explain(self.config.notes_record_command))
                continue
            if changes := difference(recorded, printed, name):
                logger.warning("%s is not what the note prints:\n%s", name, changes)


def setup_recording_builder(app: Sphinx) -> None:
    """Register the builders."""
    app.add_builder(RecordingBuilder)
    app.add_builder(RecordingDiffBuilder)
