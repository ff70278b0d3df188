"""Keep the pages that sphinx-gallery generates true to the notes.

sphinx-gallery runs a note again when its text has changed. Its page also depends on the
device and the versions it ran with and on the code of these rooms, and the page of a
note that was renamed or deleted must go. This removes what is out of date before
sphinx-gallery looks, and can narrow what it looks at: to some notes, or to none where
the build of another language has generated all of them.
"""

from __future__ import annotations

import json
import re
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from .. import atomic
from ..adapters.sphinx_gallery import HASH_SUFFIX, outcome, subsections
from ..backend import backend_of
from ..event_order import BuilderInited, ConfigInited
from ..marks import PRUNED
from ..notes.note_files import DOWNLOADS, galleries, note_names
from ..notes.taken_names import refuse_conflicts
from ..recordings.recording_files import read_if_sound
from ..room_hashes import READ_BY, RUN_BY, code_hash
from ..settings import Settings
from . import footprints
from .recorder import SUFFIX

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STAMP = "environment.json"


def environment(app: Sphinx) -> dict[str, str]:
    """Return what the page of a note depends on besides its text."""
    settings = Settings.of(app.config)
    tools = ("matplotlib", "sphinx-gallery")
    return {
        "device": settings.device,
        "device-name": settings.device_name,
        "output-limit": str(settings.output_limit),
        "repr": repr(app.config.sphinx_gallery_conf["capture_repr"]),
        "code": code_hash(*RUN_BY),
        **{package: _installed(package) for package in tools},
        **backend_of(app.config).versions(),
    }


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def forget_run(pages: Path, name: str) -> None:
    """Have a note run again, although it has not changed."""
    (pages / f"{name}.py{HASH_SUFFIX}").unlink(missing_ok=True)


def prune(
    pages: Path, current: dict[str, str], names: set[str], topics: set[str]
) -> None:
    """Remove from a folder of generated pages what is out of date.

    Parameters
    ----------
    pages : pathlib.Path
        The folder. All of it goes if it was made in another environment.
    current : dict of str to str
        The environment, as :func:`environment` gives it.
    names, topics : set of str
        The notes that there are, as paths without suffix, and the folders of some.
    """
    stamp = pages / STAMP
    text = json.dumps(current, indent=1, sort_keys=True)
    if stamp.exists() and stamp.read_text("utf-8") == text:
        _prune_notes(pages, names, topics, current["device"])
        return
    if pages.exists():
        shutil.rmtree(pages)
    atomic.write(stamp, text)


def _prune_notes(pages: Path, names: set[str], topics: set[str], device: str) -> None:
    # Of a note that has not run, since the build was killed, there is only a page.
    found = [*pages.glob("*.rst"), *pages.glob("*/*.rst")]
    made = {page.relative_to(pages).with_suffix("").as_posix() for page in found}
    indexes = {"index", *(f"{topic}/index" for topic in topics)}
    for gone in (note_names(pages) | made) - indexes - names:
        topic, _, note = gone.rpartition("/")
        downloads = (pages / DOWNLOADS).glob(f"*/{gone}.*")
        for path in [*(pages / topic).glob(f"{note}.*"), *downloads]:
            path.unlink()
    for path in pages.iterdir():
        if path.is_dir() and path.name not in topics | {"images", DOWNLOADS}:
            shutil.rmtree(path)
    for hash_file in [
        *pages.glob(f"*.py{HASH_SUFFIX}"),
        *pages.glob(f"*/*.py{HASH_SUFFIX}"),
    ]:
        # Without it the note runs again, and what it prints is kept.
        script = hash_file.with_suffix("")
        kept = script.with_suffix(SUFFIX)
        if read_if_sound(kept, device) is None:
            kept.unlink(missing_ok=True)
            hash_file.unlink()
        elif not footprints.fits(script):
            hash_file.unlink()


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Prune before anybody looks, and leave a mark for those who wait for it."""
    if config.notes_generated:
        return
    srcdir = Path(app.srcdir)
    refuse_conflicts(config, srcdir)
    for gallery in galleries(config, srcdir):
        ignored = config.sphinx_gallery_conf["ignore_pattern"]
        names = note_names(gallery.examples, ignored)
        topics = subsections(srcdir, gallery.examples, config.sphinx_gallery_conf)
        prune(gallery.pages, environment(app), names, {*topics})
    if config.notes_results:
        Path(config.notes_results).with_suffix(PRUNED).touch()


def on_builder_inited(app: Sphinx) -> None:
    """Leave out what was not asked for, or all that another build has generated."""
    conf = app.config.sphinx_gallery_conf
    if app.config.notes_generated:
        folders = {name: conf[name] for name in ("examples_dirs", "gallery_dirs")}
        app.gallery_folders = folders  # type: ignore[attr-defined]
        conf.update(examples_dirs=[], gallery_dirs=[])
    elif app.config.notes_selected:
        # sphinx-gallery looks at the name of a file, and allows no name twice.
        files = (note.rpartition("/")[2] for note in app.config.notes_selected)
        conf["ignore_pattern"] = rf"^(?!(?:{'|'.join(map(re.escape, files))})\.py$)"


def on_generated(app: Sphinx) -> None:
    """Tell others where the notes are that another build has generated."""
    if app.config.notes_generated:
        app.config.sphinx_gallery_conf.update(app.gallery_folders)  # type: ignore[attr-defined]


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Have a note that failed run again, also when its text becomes what it was."""
    for source in outcome(app.config.sphinx_gallery_conf).failed:
        for gallery in galleries(app.config, Path(app.srcdir)):
            path = Path(source).resolve().with_suffix("")
            if path.is_relative_to(gallery.examples):
                name = path.relative_to(gallery.examples).as_posix()
                forget_run(gallery.pages, name)


def setup_generated_pages(app: Sphinx) -> None:
    """Prune between sphinx-gallery's reading of its settings and all that follows."""
    # When it changes, pages that are no notes are read again as well.
    code = code_hash(*RUN_BY, *READ_BY)
    app.add_config_value("notes_code", code, "env", types=str)
    app.connect("config-inited", on_config_inited, priority=ConfigInited.PRUNE)
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.NARROW)
    app.connect("builder-inited", on_generated, priority=BuilderInited.FOLDERS)
    app.connect("build-finished", on_build_finished)
