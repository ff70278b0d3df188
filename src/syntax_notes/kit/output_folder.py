"""What lies where the pages are written: nothing missing, and nothing of pages gone.

Sphinx removes no file, and makes one again only with its page. It also forgets which
pages there were, when it reads all of them again or was killed; so what is to stay is
told from the pages that there are.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from .. import atomic
from ..event_order import BuildFinished, EnvGetOutdated
from ..folders import list_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def others(app: Sphinx, folder: Path, kept: Iterable[str] = ()) -> dict[str, int]:
    """Return the files of a folder of pages that are no pages, with their dates.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        A build that writes HTML; all pages are read.
    folder : pathlib.Path
        The folder of all pages, or one in it.
    kept : iterable of str
        Folders in it that do not count.

    Returns
    -------
    dict of str to int
        The date of each by its path, in nanoseconds.
    """
    pages = {
        str(app.builder.get_output_path(docname))  # type: ignore[attr-defined]
        for docname in app.env.found_docs
    }
    left_out = tuple(f"{name}{os.sep}" for name in kept)
    return {
        path: os.stat(path).st_mtime_ns
        for name, path in list_files(folder).items()
        if path not in pages and not name.startswith(left_out)
    }


def remove(paths: Iterable[str], folder: Path) -> None:
    """Remove files of a folder, and the folders in it that hold no others."""
    for path in paths:
        os.unlink(path)
    for path, _, files in os.walk(folder, topdown=False):
        if not files and not os.listdir(path):
            os.rmdir(path)


def _list_of(app: Sphinx) -> Path:
    """Return where it is written down which files there were after a build."""
    return Path(app.doctreedir, f"{app.builder.name}-files.json")


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> set[str]:
    """Read and write all pages if any file of the last build is missing."""
    listed = _list_of(app)
    if app.builder.format != "html" or not listed.exists():
        return set()
    files = json.loads(listed.read_text(encoding="utf-8"))
    there = list_files(Path(app.outdir)).keys()
    return env.found_docs if set(files) - there else set()


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write down which files there are."""
    if app.builder.format == "html" and exception is None:
        files = sorted(list_files(Path(app.outdir)))
        atomic.write(_list_of(app), json.dumps(files, indent=0))


def setup_output_folder(app: Sphinx) -> None:
    """Register the handlers: before anything is removed, and when all is written."""
    app.connect(
        "env-get-outdated", on_env_get_outdated, priority=EnvGetOutdated.MISSING_FILES
    )
    app.connect("build-finished", on_build_finished, priority=BuildFinished.LIST_FILES)
