"""Read the page of each note as soon as it has run, for a language that waits.

The notes run in the build of the first language. When nothing was built before, that of
another language can read each page as soon as sphinx-gallery has written it, while the
next notes run. For that, the pages must be there when Sphinx looks for pages: empty at
first. Otherwise, which pages are out of date shows when all notes have run; and several
processes that read the pages of a language begin when all are there.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx_gallery import subsections
from ..event_order import BuilderInited, ConfigInited, EnvPurgeDoc
from ..marks import PLACES, PRUNED, RUNNING
from ..notes.note_files import galleries, page_of
from ..notes.reading_order import in_running_order
from .parent_process import is_gone
from .results import all_passed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

POLL = 0.02  # seconds between two looks


def lay_places(app: Sphinx) -> None:
    """Write an empty file for each page that sphinx-gallery is about to write."""
    conf = app.config
    others_wait = conf.notes_results and app.builder.format == "html"
    if conf.notes_generated or not others_wait:
        return
    folders = [gallery.pages for gallery in galleries(conf, Path(app.srcdir))]
    if any(page for folder in folders for page in folder.glob("**/*.rst")):
        return
    for docname in (*_in_order(app), *_indexes(app)):
        page = Path(app.srcdir, f"{docname}.rst")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
    Path(conf.notes_results).with_suffix(PLACES).touch()


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Wait until no page that is there will be removed; Sphinx looks for pages next."""
    if config.notes_generated:
        pruned = Path(config.notes_generated).with_suffix(PRUNED)
        _wait(app, pruned.exists)


def on_builder_inited(app: Sphinx) -> None:
    """Wait until it is known which pages there are, and which are to be read."""
    if app.config.notes_generated:
        places = Path(app.config.notes_generated).with_suffix(PLACES)
        new = not app.env.all_docs
        _wait(app, lambda: _passed(app) or (new and places.exists()))


def on_env_before_read_docs(
    app: Sphinx, env: BuildEnvironment, docnames: list[str]
) -> None:
    """Read the notes first, in the order in which they run."""
    if app.config.notes_generated:
        order = {docname: at for at, docname in enumerate(_in_order(app))}
        docnames.sort(key=lambda docname: order.get(docname, len(order)))


def on_env_purge_doc(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Wait for the page that is read next."""
    if app.config.notes_generated:
        _wait(app, lambda: _is_written(app, docname) or _passed(app))


def _in_order(app: Sphinx) -> list[str]:
    """Return the pages of the notes in the order in which they run."""
    srcdir = Path(app.srcdir)
    return [
        page_of(gallery, note)
        for gallery in galleries(app.config, srcdir)
        for note in in_running_order(app.config, srcdir, gallery)
    ]


def _indexes(app: Sphinx) -> list[str]:
    """Return the pages of the galleries and of their topics."""
    srcdir, conf = Path(app.srcdir), app.config.sphinx_gallery_conf
    return [
        f"{folder}/index"
        for gallery in galleries(app.config, srcdir)
        for topic in ("", *subsections(srcdir, gallery.examples, conf))
        for folder in [f"{gallery.folder}/{topic}".rstrip("/")]
    ]


def _is_written(app: Sphinx, docname: str) -> bool:
    """Tell whether a page is that of a note, and sphinx-gallery is done with it."""
    source = Path(app.srcdir, f"{docname}.rst")
    running = Path(app.config.notes_generated).parent / RUNNING / f"{source.stem}.py"
    folders = [f"{one.folder}/" for one in galleries(app.config, Path(app.srcdir))]
    return (
        docname.startswith(tuple(folders))
        and source.name != "index.rst"
        and source.exists()
        and source.stat().st_size > 0
        and not running.exists()
    )


def _passed(app: Sphinx) -> bool:
    """Tell whether all notes have passed; if one fails, this process will be ended."""
    return all_passed(Path(app.config.notes_generated))


def _wait(app: Sphinx, until: Callable[[], bool]) -> None:
    """Wait for the other process, unless there is nobody left to wait for."""
    while not until():
        if is_gone(app.config.notes_parent):
            os._exit(1)  # Nobody is there to whom an error could be told.
        time.sleep(POLL)


def setup_early_reading(app: Sphinx) -> None:
    """Register the handlers, between the pruning of pages and sphinx-gallery's run."""
    app.connect(
        "config-inited", on_config_inited, priority=ConfigInited.WAIT_FOR_PRUNING
    )
    app.connect(
        "builder-inited", on_builder_inited, priority=BuilderInited.WAIT_FOR_NOTES
    )
    app.connect("builder-inited", lay_places, priority=BuilderInited.LAY_PLACES)
    app.connect("env-before-read-docs", on_env_before_read_docs)
    app.connect("env-purge-doc", on_env_purge_doc, priority=EnvPurgeDoc.WAIT_FOR_PAGE)
