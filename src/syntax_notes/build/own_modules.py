"""Import every module of this package, as who edits it wants to know that it can be."""

from __future__ import annotations

import importlib
import pkgutil

import syntax_notes

# These do something when they are imported.
LEFT_OUT = ("__main__", "preload")


def import_own_modules() -> None:
    """Import them."""
    found = pkgutil.walk_packages(syntax_notes.__path__, f"{syntax_notes.__name__}.")
    for one in found:
        if one.name.rpartition(".")[2] not in LEFT_OUT:
            importlib.import_module(one.name)
