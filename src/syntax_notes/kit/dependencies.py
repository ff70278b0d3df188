"""Files that pages depend on: an older one in the place of another counts as well.

Sphinx reads a page again when a file is newer than its last reading. A file that was
moved or unpacked into its place may be older. What pages depend on is also written
down, for whoever decides whether there is anything to build.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from .. import atomic
from ..event_order import EnvUpdated
from ..marks import DEPENDENCIES
from .build_changes import LastBuild

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Date and size of each file, as the last build has seen it.
files_before: LastBuild[dict[str, tuple[int, int]]] = LastBuild("dependencies_before")


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Read the pages again whose files are others than they were."""
    before = files_before.before(env) or {}
    differ = {path for path, seen in before.items() if _look_at(path) != seen}
    return [
        docname
        for docname in env.all_docs.keys() & env.found_docs
        if differ and not differ.isdisjoint(_files_of(env, docname))
    ]


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remember how the files are, and write down which they are."""
    paths = {path for docname in env.all_docs for path in _files_of(env, docname)}
    seen = {path: found for path in paths if (found := _look_at(path)) is not None}
    files_before.exchange(env, seen)
    listed = Path(app.doctreedir, DEPENDENCIES)
    dates = {path: date for path, (date, _) in sorted(seen.items())}
    text = json.dumps(dates, indent=0)
    if not listed.exists() or listed.read_text(encoding="utf-8") != text:
        atomic.write(listed, text)
    return []


def _files_of(env: BuildEnvironment, docname: str) -> Iterator[str]:
    """Yield the source of a page, and what else was read for it."""
    yield str(env.doc2path(docname))
    for path in env.dependencies.get(docname, ()):
        yield os.path.normpath(os.path.join(env.srcdir, path))


def _look_at(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def setup_dependencies(app: Sphinx) -> None:
    """Register the handlers; archives are written when all pages are read."""
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-updated", on_env_updated, priority=EnvUpdated.DEPENDENCIES)
