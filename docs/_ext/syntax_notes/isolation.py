"""Put the process back into the state in which a plain script starts.

All notes of a build run in one process, since importing torch takes longer than
running a note. What one note sets would otherwise change what the next one prints.
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

SEED = 0


def _public_names(holder: Any) -> dict[str, Any]:
    return {name: one for name, one in vars(holder).items() if not name.startswith("_")}


@dataclass(frozen=True)
class Baseline:
    """The part of the state that is not a constant: taken once, before any note."""

    environ: dict[str, str]
    module_path: list[str]
    numpy_print_options: Any
    numpy_errors: Any
    torch_threads: int
    recursion_limit: int
    public_names: dict[Any, dict[str, Any]]

    @classmethod
    @functools.cache
    def take(cls) -> Baseline:
        """Read the state of this process, as it is before its first note."""
        import numpy as np
        import torch

        return cls(
            environ=dict(os.environ),
            module_path=list(sys.path),
            numpy_print_options=np.get_printoptions(),
            numpy_errors=np.geterr(),
            torch_threads=torch.get_num_threads(),
            recursion_limit=sys.getrecursionlimit(),
            public_names={
                holder: _public_names(holder)
                for holder in (builtins, np, torch, torch.Tensor, torch.nn.functional)
            },
        )

    def restore(self, device: str) -> None:
        """Undo what a note can set, and make ``device`` the default device."""
        import numpy as np
        import torch

        # What a note has put in the place of a function, everywhere, goes first.
        for holder, names in self.public_names.items():
            for name, value in names.items():
                if vars(holder).get(name) is not value:
                    setattr(holder, name, value)
            for name in _public_names(holder).keys() - names.keys():
                # What hides a method of a base class; modules gain names by themselves.
                if isinstance(holder, type) and hasattr(holder.__base__, name):
                    delattr(holder, name)

        # A default device, even "cpu", sends every call through a Python mode that
        # makes small calls twice as slow, so the CPU gets none.
        torch.set_default_device(None if device == "cpu" else device)
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
        torch.set_printoptions(profile="default")
        torch.set_float32_matmul_precision("highest")
        torch.set_num_threads(self.torch_threads)
        if torch.are_deterministic_algorithms_enabled():
            # Asked for only where needed: the call imports the compiler, a second.
            torch.use_deterministic_algorithms(False)
        torch.autograd.set_detect_anomaly(False)
        # Torch gives some warnings once in a process; the second note that shows such
        # a warning would then print something else than its downloaded script.
        torch.set_warn_always(True)
        torch.manual_seed(SEED)

        np.set_printoptions(**self.numpy_print_options)
        np.seterr(**self.numpy_errors)
        np.random.seed(SEED)  # noqa: NPY002 - notes may use the older functions.
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
