"""Show on the page of a note what it printed on other devices.

This extension finds the recordings of a note; :mod:`syntax_notes.note_page` lays them
out. A page is read again when one of its recordings came, went or changed.
"""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from . import declared, devices, recordings
from .cells import blocks_that_ran, note_name, note_source
from .note_page import NotePage
from .recorder import SUFFIX, WHOLE
from .statuses import statuses

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from .recordings import Recording

logger = logging.getLogger(__name__)


def recorded(app: Sphinx, docname: str) -> dict[str, Path]:
    """Return the recordings of a note.

    Returns
    -------
    dict of str to pathlib.Path
        By device. What this build recorded on other devices goes before what was
        accepted.
    """
    accepted = Path(app.confdir, app.config.notes_recordings)
    folders = {
        folder.name: folder
        for folder in sorted(accepted.glob("*/"))
        if folder.name in devices.TYPES
    }
    for folder in app.config.notes_fresh_recordings:
        folders[Path(folder).name] = Path(app.confdir, folder)
    note = note_name(docname)
    paths = {device: folder / f"{note}.json" for device, folder in folders.items()}
    return {device: path for device, path in paths.items() if path.exists()}


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Put the outputs of the other devices on the page of a note."""
    docname = app.env.current_document.docname
    script = note_source(app, docname)
    if script is None:
        return
    device = app.config.notes_device
    kept = script.with_suffix(SUFFIX)
    # A comment for sphinx-gallery, or the device's name, is not in the page's source.
    for path in (script, kept):
        app.env.note_dependency(str(path))
    built = recordings.read_if_sound(kept, device)
    if built is None:
        # The note has failed, and so will the build; or it was killed while it wrote.
        kept.unlink(missing_ok=True)
        return
    others = recorded(app, docname)
    accepted = None
    if device in others:
        accepted = recordings.read_if_sound(others.pop(device), device)
    page = NotePage(
        built.unless_only_the_date_differs(accepted),
        accepted,
        _read_others(others, docname),
        declared.of_note(script),
        _whole_outputs(app, script),
    )
    blocks = blocks_that_ran(doctree)
    if len(blocks) != len(page.declared) or len(blocks) != len(page.built.cells):
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


def _read_others(paths: dict[str, Path], docname: str) -> dict[str, Recording]:
    others = {}
    for device, path in paths.items():
        try:
            others[device] = recordings.read(path, device)
        except recordings.RecordingError as error:
            logger.warning("%s", error, location=docname)
    return others


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Read again the notes whose recordings came, went or changed."""
    before = getattr(env, "note_recordings", {})
    now = {}
    gallery = app.config.sphinx_gallery_conf["gallery_dirs"]
    for docname in env.found_docs:
        # A note may still have to run, and its script to be copied.
        if docname.startswith(f"{gallery}/"):
            now[docname] = {
                device: (str(path), path.stat().st_mtime_ns, path.stat().st_size)
                for device, path in recorded(app, docname).items()
            }
    env.note_recordings = now  # type: ignore[attr-defined]
    known = set(before) & set(now)
    return [docname for docname in known if now[docname] != before[docname]]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handlers; cells are laid out after their outputs are complete."""
    app.add_config_value("notes_fresh_recordings", [], "", types=list)
    app.connect("doctree-read", on_doctree_read, priority=400)
    app.connect("env-get-outdated", on_env_get_outdated)
    statuses.connect(app)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
