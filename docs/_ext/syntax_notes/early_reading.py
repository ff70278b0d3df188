"""Read the page of each note as soon as it has run, for a language that waits.

The notes run in the build of the first language. When nothing was built before, that of
another language can read each page as soon as sphinx-gallery has written it, while the
next notes run. For that, the pages must be there when Sphinx looks for pages: empty at
first. Otherwise, which pages are out of date shows when all notes have run; and several
processes that read the pages of a language begin when all are there.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_gallery.gen_gallery import get_subsections

from . import gallery
from .results import PLACES, RUNNING, all_passed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def lay_places(app: Sphinx) -> None:
    """Write an empty file for each page that sphinx-gallery is about to write."""
    conf = app.config
    others_wait = conf.notes_results and app.builder.format == "html"
    if conf.notes_generated or not others_wait:
        return
    folder = gallery.folder(app)
    if any(folder.glob("*/*.rst")):
        return
    notes = _in_order(app)
    indexes = {f"{topic}/index" for topic in ("", *(n.split("/")[0] for n in notes))}
    for name in (*notes, *indexes):
        page = folder / f"{name.lstrip('/')}.rst"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
    Path(conf.notes_results).with_suffix(PLACES).touch()


def on_builder_inited(app: Sphinx) -> None:
    """Wait until it is known which pages there are, and which are to be read."""
    if app.config.notes_generated:
        places = Path(app.config.notes_generated).with_suffix(PLACES)
        new = not app.env.all_docs
        _wait(lambda: _passed(app) or (new and places.exists()))


def on_env_before_read_docs(
    app: Sphinx, env: BuildEnvironment, docnames: list[str]
) -> None:
    """Read the notes first, in the order in which they run."""
    if app.config.notes_generated:
        folder = app.config.sphinx_gallery_conf["gallery_dirs"]
        order = {f"{folder}/{note}": at for at, note in enumerate(_in_order(app))}
        docnames.sort(key=lambda docname: order.get(docname, len(order)))


def on_env_purge_doc(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Wait for the page that is read next."""
    if app.config.notes_generated:
        _wait(lambda: _is_written(app, docname) or _passed(app))


def _in_order(app: Sphinx) -> list[str]:
    """Return the notes, as ``<topic>/<note>``, in the order in which they run."""
    conf = app.config.sphinx_gallery_conf
    examples = Path(app.srcdir, conf["examples_dirs"])
    notes = sorted(gallery.names(examples))
    return [
        note
        for topic in get_subsections(app.srcdir, examples, conf)
        for note in notes
        if note.startswith(f"{topic}/")
        and not re.search(conf["ignore_pattern"], f"{note}.py")
    ]


def _is_written(app: Sphinx, docname: str) -> bool:
    """Tell whether a page is that of a note, and sphinx-gallery is done with it."""
    source = Path(app.srcdir, f"{docname}.rst")
    running = Path(app.config.notes_generated).parent / RUNNING / f"{source.stem}.py"
    return (
        docname.count("/") == 2
        and docname.startswith(app.config.sphinx_gallery_conf["gallery_dirs"])
        and source.name != "index.rst"
        and source.exists()
        and source.stat().st_size > 0
        and not running.exists()
    )


def _passed(app: Sphinx) -> bool:
    """Tell whether all notes have passed; if one fails, this process will be ended."""
    return all_passed(Path(app.config.notes_generated))


def _wait(until: Callable[[], bool]) -> None:
    while not until():
        time.sleep(0.02)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand between the gallery's own handler (at 30) and sphinx-gallery's run."""
    app.connect("builder-inited", on_builder_inited, priority=25)
    app.connect("builder-inited", lay_places, priority=40)
    app.connect("env-before-read-docs", on_env_before_read_docs)
    app.connect("env-purge-doc", on_env_purge_doc, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
