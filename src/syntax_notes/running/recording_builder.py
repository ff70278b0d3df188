"""Sphinx builders that run the notes on a device and make no page.

``sphinx-build -b recordings -D notes_device=cuda SOURCE recordings/cuda`` writes
``recordings/cuda/<release>/<topic>/<note>.json``. ``sphinx-build -b recordings-diff
SOURCE OUT`` fails, with a diff, where a note prints something else than is recorded of
the release that is installed, or of the nearest one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging

from ..adapters.sphinx_gallery import outcome
from ..backend import backend_of
from ..notes.note_files import galleries, note_names
from ..recordings import recording_files
from ..recordings.accepted import Device
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
    def accepted(self) -> Device:
        """The accepted recordings of the device."""
        folder = Path(self.confdir, self.config.notes_recordings)
        return self._device(folder / self.config.notes_device)

    def _device(self, folder: Path) -> Device:
        subject = backend_of(self.config).subject
        return Device(folder, self.config.notes_device, subject)

    def finish(self) -> None:
        """Write a recording for each note that ran, or ran earlier and still holds."""
        release = backend_of(self.config).release()
        target = self._device(Path(self.outdir))
        for note, recording in self._made_by_runs():
            before, last = (
                device.read_if_sound(release, note)
                for device in (self.accepted, target)
            )
            if before is None:
                path = self.accepted.path(release, note)
                before = recording_files.read_sides(path)
            dated = recording.unless_only_the_date_differs(
                before
            ).unless_only_the_date_differs(last)
            target.accept(dated.with_history(before), note)

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
        release = backend_of(self.config).release()
        for note, printed in self._made_by_runs():
            nearest = self.accepted.nearest(release, note) or release
            path = self.accepted.path(nearest, note)
            name = path.relative_to(self.confdir).as_posix()
            if nearest != release:
                logger.info("%s: compared with %s, the nearest.", note, name)
            try:
                recorded = self.accepted.read(nearest, note)
            except recording_files.RecordingError as error:
                explained = error.explain(self.config.notes_record_command, release)
                logger.warning("%s", explained)
                continue
            if changes := difference(recorded, printed, name):
                logger.warning("%s is not what the note prints:\n%s", name, changes)


def setup_recording_builder(app: Sphinx) -> None:
    """Register the builders."""
    app.add_builder(RecordingBuilder)
    app.add_builder(RecordingDiffBuilder)
