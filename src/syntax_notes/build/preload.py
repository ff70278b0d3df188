"""Import all that a build needs; a process forked from this one need not do so again.

Nothing else is done here: a library that has started threads, or a device, would not
survive the fork.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil

import syntax_notes
from syntax_notes.backends.pytorch import backend

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


def own_modules() -> list[str]:
    """Return the modules of this package, but for this one and the commands."""
    found = pkgutil.walk_packages(syntax_notes.__path__, f"{syntax_notes.__name__}.")
    return [one.name for one in found if one.name != __name__ and "__main__" not in one]


def import_all() -> None:
    """Import them; a process that collects its own garbage need not look through it."""
    os.environ.setdefault("MPLBACKEND", "agg")
    for module in (*LIBRARIES, *own_modules()):
        importlib.import_module(module)
    gc.collect()
    gc.freeze()


import_all()
