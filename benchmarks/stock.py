"""Time this project's build beside stock sphinx-gallery: `nox -s bench`.

The same scripts, the same theme, the same machine, in turn. Stock is a conf.py that
names sphinx-gallery, furo and the folders, and the pattern without which it runs
nothing. Three builds of each: cold, with nothing changed, and with one note edited.
Quote the ratios; seconds differ from machine to machine and from hour to hour.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from contender import Contender, compare, ours

STOCK_CONF = """\
extensions = ["sphinx_gallery.gen_gallery"]
html_theme = "furo"
sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "notes",
    "filename_pattern": "",
}
"""
STOCK_INDEX = "Stock\n=====\n\n.. toctree::\n\n   notes/index\n"


def stock(folder: Path) -> Contender:
    """Return sphinx-gallery as it comes."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "conf.py").write_text(STOCK_CONF)
    (docs / "index.rst").write_text(STOCK_INDEX)
    # Stock does not know the projects that the notes link to, so it warns.
    command = [sys.executable, "-m", "sphinx", "-q", "docs", "_build"]
    return Contender(folder, command, ["_build", "docs/notes"])


def main() -> None:
    """Build with both in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        contenders = {
            "ours": ours(Path(temporary, "ours")),
            "stock": stock(Path(temporary, "stock")),
        }
        for contender in contenders.values():
            contender.build()  # Python's bytecode and the disk cache, for both alike.
        kinds: dict[str, Callable[[Contender, int], object]] = {
            "cold": lambda contender, _: contender.clean(),
            "nothing changed": lambda contender, _: None,
            "one note edited": lambda contender, turn: contender.edit(f"edit {turn}"),
        }
        print(f"{'build':16} {'ours':>14} {'stock':>14}   ours / stock")
        for kind, prepare in kinds.items():
            compare(kind, contenders, rounds, prepare)


if __name__ == "__main__":
    main()
