"""Keep Sphinx's environment of the last good build until the next one is good as well.

The environment says what was read. That of a build which was killed, crashed, or warned
of what no page can be blamed for, says so of pages that may not have been written, and
Sphinx itself throws it away after a crash. The next build begins where the last good
one ended: with its environment, and with what was read or written since out of date.
So it reads what has changed since then, and not all pages.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx import DOCTREE_SUFFIX, ENVIRONMENT
from ..event_order import BuilderInited, ConfigInited

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# Beside the environment while a build runs; empty if there was none before.
KEPT = "environment.kept"
PAGES = (".html", ".xhtml")


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Go back to where the last good build ended, if another followed it."""
    kept, environment = _files(app)
    if not kept.exists():
        return
    began = kept.stat()
    if began.st_size:
        os.replace(kept, environment)
    else:
        environment.unlink(missing_ok=True)
        kept.unlink()
    for path in _newer(Path(app.doctreedir), began.st_mtime_ns):
        if path.suffix == DOCTREE_SUFFIX:
            path.unlink()
    for path in _newer(Path(app.outdir), began.st_mtime_ns):
        if path.suffix in PAGES:
            os.utime(path, ns=(0, 0))  # Older than its source.


def _newer(folder: Path, date: int) -> list[Path]:
    """Return the files of a folder that were written since."""
    return [
        path
        for path in folder.rglob("*.*")
        if path.is_file() and path.stat().st_mtime_ns >= date
    ]


def on_builder_inited(app: Sphinx) -> None:
    """Put it aside; Sphinx has read it, and writes another if a page was read."""
    kept, environment = _files(app)
    if environment.exists():
        # The date of the copy is that on which this build began to read.
        os.utime(environment)
        os.replace(environment, kept)
    else:
        kept.touch()


def settle(app: Sphinx) -> None:
    """Take what this build has read for the truth from now on."""
    kept, environment = _files(app)
    if environment.exists():
        kept.unlink(missing_ok=True)
    elif kept.exists():
        os.replace(kept, environment)


def _files(app: Sphinx) -> tuple[Path, Path]:
    folder = Path(app.doctreedir)
    return folder / KEPT, folder / ENVIRONMENT


def setup_kept_environment(app: Sphinx) -> None:
    """Register the handlers; :func:`settle` is called when all warnings are known."""
    app.connect("config-inited", on_config_inited, priority=ConfigInited.ENVIRONMENT)
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.ENVIRONMENT)
