"""Show on the page of a note what it printed on other devices.

The recordings of a note are found here; :mod:`syntax_notes.outputs.note_outputs` lays
them out. A page is read again when one of its recordings came, went or changed.
"""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..backend import backend_of
from ..event_order import DoctreeRead
from ..kit.build_changes import LastBuild
from ..notes import declarations
from ..notes.note_files import galleries, note_of
from ..recordings import recording_files
from ..running.recorder import SUFFIX, WHOLE
from ..settings import Settings
from .cells import blocks_that_ran
from .note_outputs import NotePage
from .statuses import statuses

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..recordings.recording import Recording

logger = logging.getLogger(__name__)


# For each page the files of its recordings, with their dates and sizes.
Files = dict[str, dict[str, tuple[str, int, int]]]
files_before: LastBuild[Files] = LastBuild("note_recordings")


def find_recordings(app: Sphinx, name: str) -> dict[str, Path]:
    """Return the recordings of a note.

    Returns
    -------
    dict of str to pathlib.Path
        By device. What this build recorded on other devices goes before what was
        accepted.
    """
    settings = Settings.of(app.config)
    known = backend_of(app.config).known_devices
    folders = {
        folder.name: folder
        for folder in sorted(Path(app.confdir, settings.recordings).glob("*/"))
        if folder.name in known
    }
    for fresh in settings.fresh_recordings:
        folders[Path(fresh).name] = Path(app.confdir, fresh)
    paths = {device: folder / f"{name}.json" for device, folder in folders.items()}
    return {device: path for device, path in paths.items() if path.exists()}


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Put the outputs of the other devices on the page of a note."""
    docname = app.env.current_document.docname
    note = note_of(app.env, docname)
    if note is None:
        return
    device = app.config.notes_device
    kept = note.script.with_suffix(SUFFIX)
    # A comment for sphinx-gallery, or the device's name, is not in the page's source.
    for path in (note.script, kept):
        app.env.note_dependency(str(path))
    built = recording_files.read_if_sound(kept, device)
    if built is None:
        # The note has failed, and so will the build; or it was killed while it wrote.
        kept.unlink(missing_ok=True)
        return
    recorded = _read_recordings(app, find_recordings(app, note.name), docname)
    accepted = recorded.pop(device, None)
    page = NotePage(
        built.unless_only_the_date_differs(accepted),
        accepted,
        recorded,
        declarations.of_note(note.script),
        backend_of(app.config),
        _whole_outputs(app, note.script),
    )
    blocks = blocks_that_ran(doctree, note.script)
    if len(page.declared) != len(page.built.cells):
        logger.warning("the page does not show every cell that ran", location=docname)
        return
    page.lay_out(doctree, blocks)
    page.warn_of_undeclared(docname)
    statuses(app.env)[docname] = page.statuses


def _whole_outputs(app: Sphinx, script: Path) -> dict[int, Path]:
    """Return the files with all that a cell printed, where its page shows less."""
    found = {}
    for path in script.parent.glob(WHOLE.format(glob.escape(script.stem), "*")):
        number = path.stem.rpartition("-")[2]
        found[int(number)] = path.relative_to(app.srcdir)
    return found


def _read_recordings(
    app: Sphinx, paths: dict[str, Path], docname: str
) -> dict[str, Recording]:
    found = {}
    for device, path in paths.items():
        try:
            found[device] = recording_files.read(path, device)
        except recording_files.RecordingError as error:
            explained = error.explain(app.config.notes_record_command)
            logger.warning("%s", explained, location=docname)
    return found


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Read again the notes whose recordings came, went or changed."""
    now: Files = {}
    for gallery in galleries(app.config, Path(app.srcdir)):
        for docname in env.found_docs:
            # A note may still have to run, and its script to be copied.
            if docname.startswith(f"{gallery.folder}/"):
                name = gallery.prefix + docname.removeprefix(f"{gallery.folder}/")
                now[docname] = {
                    device: (str(path), path.stat().st_mtime_ns, path.stat().st_size)
                    for device, path in find_recordings(app, name).items()
                }
    before = files_before.exchange(env, now) or {}
    known = set(before) & set(now)
    return [docname for docname in known if now[docname] != before[docname]]


def setup_device_outputs(app: Sphinx) -> None:
    """Register the handlers; cells are laid out after their outputs are complete."""
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.DEVICE_OUTPUTS)
    app.connect("env-get-outdated", on_env_get_outdated)
    statuses.connect(app)
