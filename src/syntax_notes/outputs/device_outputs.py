"""Show on the page of a note what it printed on other devices and releases.

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
from ..places import Place
from ..recordings import recording_files
from ..recordings.accepted import Device, find_devices
from ..running.recorder import SUFFIX, WHOLE
from ..settings import Settings
from .cells import blocks_that_ran
from .note_outputs import NotePage, place_of
from .statuses import claims, statuses, turns
from .undeclared import warn_of_undeclared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..recordings.recording import Recording

logger = logging.getLogger(__name__)


# For each page the files of its recordings, with their dates and sizes.
Files = dict[str, dict[str, tuple[int, int]]]
files_before: LastBuild[Files] = LastBuild("note_recordings")


def find_sources(app: Sphinx) -> list[Device]:
    """Return the folders of recordings, by device.

    What this build recorded on other devices goes before what was accepted.
    """
    settings = Settings.of(app.config)
    backend = backend_of(app.config)
    accepted = find_devices(
        Path(app.confdir, settings.recordings), backend.known_devices, backend.subject
    )
    fresh = [
        Device(Path(app.confdir, one), Path(one).name, backend.subject)
        for one in settings.fresh_recordings
    ]
    return [*accepted, *fresh]


def find_recordings(
    sources: list[Device], note: str, listed: Iterable[str]
) -> dict[Place, tuple[Device, Path]]:
    """Return the recordings of a note, of releases that are listed; of all without one.

    Returns
    -------
    dict of Place to (Device, pathlib.Path)
        Where each lies.
    """
    known = set(listed)
    return {
        place: (source, path)
        for source in sources
        for place, path in source.find(note).items()
        if not known or place.release in known
    }


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Put the outputs of the other places on the page of a note."""
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
    backend = backend_of(app.config)
    recorded = _read_recordings(app, note.name, docname)
    accepted = recorded.pop(place_of(built, backend.subject), None)
    page = NotePage(
        built.unless_only_the_date_differs(accepted),
        accepted,
        recorded,
        declarations.of_note(note.script),
        backend,
        _whole_outputs(app, note.script),
    )
    blocks = blocks_that_ran(doctree, note.script)
    if len(page.declared) != len(page.built.cells):
        logger.warning("the page does not show every cell that ran", location=docname)
        return
    page.lay_out(doctree, blocks)
    warn_of_undeclared(page, docname, app.config.notes_supported)
    statuses(app.env)[docname] = page.statuses
    turns(app.env)[docname] = page.turns
    claims(app.env)[docname] = page.claims


def _whole_outputs(app: Sphinx, script: Path) -> dict[int, Path]:
    """Return the files with all that a cell printed, where its page shows less."""
    found = {}
    for path in script.parent.glob(WHOLE.format(glob.escape(script.stem), "*")):
        number = path.stem.rpartition("-")[2]
        found[int(number)] = path.relative_to(app.srcdir)
    return found


def _read_recordings(app: Sphinx, note: str, docname: str) -> dict[Place, Recording]:
    found = {}
    files = find_recordings(find_sources(app), note, app.config.notes_releases)
    for place, (source, _path) in files.items():
        try:
            found[place] = source.read(place.release, note)
        except recording_files.RecordingError as error:
            explained = error.explain(
                app.config.notes_record_command, backend_of(app.config).release()
            )
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
    sources = find_sources(app)
    listed = app.config.notes_releases
    for gallery in galleries(app.config, Path(app.srcdir)):
        for docname in env.found_docs:
            # A note may still have to run, and its script to be copied.
            if docname.startswith(f"{gallery.folder}/"):
                name = gallery.prefix + docname.removeprefix(f"{gallery.folder}/")
                files = find_recordings(sources, name, listed).values()
                now[docname] = {
                    str(path): (path.stat().st_mtime_ns, path.stat().st_size)
                    for _source, path in files
                }
    before = files_before.exchange(env, now) or {}
    known = set(before) & set(now)
    return [docname for docname in known if now[docname] != before[docname]]


def setup_device_outputs(app: Sphinx) -> None:
    """Register the handlers; cells are laid out after their outputs are complete."""
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.DEVICE_OUTPUTS)
    app.connect("env-get-outdated", on_env_get_outdated)
    for values in (statuses, turns, claims):
        values.connect(app)
