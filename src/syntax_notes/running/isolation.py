"""Put the process back into the state in which a plain script starts.

All notes of a build run in one process, since importing a library may take longer than
running a note. What one note sets would otherwise change what the next one prints. What
a library keeps is for its backend to put back.
"""

from __future__ import annotations

import builtins
import functools
import multiprocessing
import os
import random
import sys
from dataclasses import dataclass
from typing import Any

from ..backend import Backend

SEED = 0


@dataclass(frozen=True)
class PublicNames:
    """What the public names of modules and classes stand for.

    Attributes
    ----------
    of_holder : dict of object to dict
        The names, by module or class.
    """

    of_holder: dict[Any, dict[str, Any]]

    @classmethod
    def of(cls, *holders: Any) -> PublicNames:
        """Read the names of modules and classes."""
        return cls({holder: _public_names(holder) for holder in holders})

    def restore(self) -> None:
        """Take back what a note has put in the place of a function, everywhere."""
        for holder, names in self.of_holder.items():
            for name, value in names.items():
                if vars(holder).get(name) is not value:
                    setattr(holder, name, value)
            for name in _public_names(holder).keys() - names.keys():
                # What hides a method of a base class; modules gain names by themselves.
                if isinstance(holder, type) and hasattr(holder.__base__, name):
                    delattr(holder, name)


def _public_names(holder: Any) -> dict[str, Any]:
    return {name: one for name, one in vars(holder).items() if not name.startswith("_")}


@dataclass(frozen=True)
class Baseline:
    """The part of the state that is not a constant: taken once, before any note."""

    backend: Backend
    of_library: Any
    environ: dict[str, str]
    module_path: list[str]
    recursion_limit: int
    names: PublicNames

    @classmethod
    @functools.cache
    def take(cls, backend: Backend) -> Baseline:
        """Read the state of this process, as it is before its first note."""
        return cls(
            backend=backend,
            of_library=backend.take_state(),
            environ=dict(os.environ),
            module_path=list(sys.path),
            recursion_limit=sys.getrecursionlimit(),
            names=PublicNames.of(builtins),
        )

    def restore(self, device: str) -> None:
        """Undo what a note can set, and make ``device`` the default device."""
        self.names.restore()
        self.backend.restore_state(self.of_library, device)
        random.seed(SEED)

        if "matplotlib.pyplot" in sys.modules:
            from matplotlib import pyplot

            pyplot.close("all")

        # That of the system; a process that was forked or sent for may have another.
        multiprocessing.set_start_method(None, force=True)

        os.environ.clear()
        os.environ.update(self.environ)
        sys.path[:] = self.module_path
        sys.setrecursionlimit(self.recursion_limit)
