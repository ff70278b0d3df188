"""Files of the site that no page has any more, whoever wrote them.

All that is not a page, a picture, a download, a static file or the search is written
again by each build: the index, the feed, the list of all pages. What a build leaves as
it was is nobody's. A book is packed before that shows, and nobody reads it meanwhile.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..event_order import BuildFinished, EnvUpdated
from ..folders import list_files
from ..kit.output_folder import others, remove
from .search.index_files import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STATIC = "_static"
# Sphinx writes these itself.
WRITTEN = {"pygments.css", "pygments_dark.css", "translations.js"}
# What else removes the files of these when they are gone.
KEPT = ("_downloads", "_images", FOLDER)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Look at what there is before the pages are written."""
    if app.builder.format != "html":
        return []
    outdir = Path(app.outdir)
    if app.builder.name == "html":
        app.leftovers = others(app, outdir, (*KEPT, STATIC))  # type: ignore[attr-defined]
        there = list_files(outdir / STATIC)
        # Sphinx copies those again that are missing, and no others.
        stale = [path for name, path in there.items() if name not in _static(app)]
        remove(stale, outdir / STATIC)
    else:
        remove(others(app, outdir, KEPT), outdir)
    return []


def _static(app: Sphinx) -> set[str]:
    """Return the names of the static files, templates as they are rendered."""
    theme = app.builder.theme.get_theme_dirs()  # type: ignore[attr-defined]
    folders = [
        *(Path(folder, "static") for folder in theme),
        *(Path(app.confdir, entry) for entry in app.config.html_static_path),
    ]
    names = {name for folder in folders for name in list_files(folder)}
    return WRITTEN | {name.removesuffix(".jinja").removesuffix("_t") for name in names}


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Remove what has stayed as it was."""
    if exception is not None or app.builder.name != "html":
        return
    before: dict[str, int] = app.leftovers  # type: ignore[attr-defined]
    extra = {name for path in app.config.html_extra_path for name in _extra(app, path)}
    remove(
        [
            path
            for path, date in before.items()
            if os.path.relpath(path, app.outdir) not in extra
            and os.path.exists(path)
            and os.stat(path).st_mtime_ns == date
        ],
        Path(app.outdir),
    )


def _extra(app: Sphinx, entry: str) -> list[str]:
    """Return what Sphinx copies, unless it is there already, for a setting."""
    path = Path(app.confdir, entry)
    return [*list_files(path)] if path.is_dir() else [path.name]


def setup_leftovers(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("env-updated", on_env_updated, priority=EnvUpdated.REMOVE_FILES)
    app.connect("build-finished", on_build_finished, priority=BuildFinished.LEFTOVERS)
