"""Import all that a build needs; a process forked from this one need not do so again.

Nothing else is done here: a library that has started threads, or a device, would not
survive the fork.
"""

from __future__ import annotations

import gc
import importlib
import os
from pathlib import Path

# torch takes seconds, and its compiler, which optimizers import, one more.
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
    "torch._dynamo",
    "torch.distributed.tensor",
    "torch.utils.data",
)
OWN = (path.stem for path in sorted(Path(__file__).parent.glob("[!_]*.py")))

os.environ.setdefault("MPLBACKEND", "agg")
for module in (*LIBRARIES, *(f"{__package__}.{name}" for name in OWN)):
    importlib.import_module(module)
# None of it is garbage: a process that collects its own need not look through it.
gc.collect()
gc.freeze()
