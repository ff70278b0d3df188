"""Import all that a build needs; a process forked from this one need not do so again.

Nothing else is done here: a library that has started threads, or a device, would not
survive the fork.
"""

from __future__ import annotations

import gc
import importlib
import os

from syntax_notes.backends.pytorch import backend
from syntax_notes.build.own_modules import import_own_modules
from syntax_notes.recordings.recording_schema import validator
from syntax_notes.running.parent_process import end_with_parent

LIBRARIES = (
    "bs4",
    "furo",
    "matplotlib.pyplot",
    "myst_parser.sphinx_ext.main",
    "sphinx.builders.html",
    "sphinx.cmd.build",
    "sphinx.domains.std",
    "sphinx.ext.intersphinx",
    "sphinx.writers.html5",
    "sphinx_gallery.gen_gallery",
    *backend.libraries,
)


def import_all() -> None:
    """Import them; a process that collects its own garbage need not look through it."""
    os.environ.setdefault("MPLBACKEND", "agg")
    for module in LIBRARIES:
        importlib.import_module(module)
    import_own_modules()
    validator()
    gc.collect()
    gc.freeze()


# Its own children keep a server of forks alive; they end with it, and it with `serve`.
end_with_parent()
import_all()
