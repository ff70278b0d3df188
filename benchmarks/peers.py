"""Time this project's build beside those of other tools: `nox -s bench`.

The same scripts, the same machine, in turn. Three builds of each: cold, with nothing
changed, and with one note edited. This project builds two languages, a search and
diagrams; the others build one site as they come: a configuration names the theme, the
folders and that everything is to be run, and nothing else. What a tool cannot read,
such as reStructuredText in a Markdown cell, it shows as it is. Notebooks are made from
the scripts before the time runs. The floor forks a process for each script, and shows
nothing. Quote the ratios; seconds differ from machine to machine and hour to hour.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from contender import EDITED, Contender, ours
from sphinx_gallery.notebook import python_to_jupyter_cli

SPHINX = [sys.executable, "-m", "sphinx", "-q", "docs", "_build"]
INDEX = "Notes\n=====\n\n.. toctree::\n   :glob:\n\n   {pages}\n"
FLOOR = """\
import contextlib, io, os, pathlib, runpy, sys
import torch
from syntax_notes.backends.pytorch import backend
for note in sorted(pathlib.Path("examples").glob("*/*.py")):
    child = os.fork()
    if child:
        assert os.waitpid(child, 0)[1] == 0, note
        continue
    backend.prepare("cpu")
    sys.argv[:] = [str(note)]
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        runpy.run_path(str(note), run_name="__main__")
    os._exit(0)
"""


def _sphinx(folder: Path, conf: str, pages: str, output: list[str]) -> Contender:
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "conf.py").write_text(conf)
    (docs / "index.rst").write_text(INDEX.format(pages=pages))
    return Contender(folder, SPHINX, ["_build", *output])


def stock(folder: Path) -> Contender:
    """Return sphinx-gallery."""
    conf = """\
extensions = ["sphinx_gallery.gen_gallery"]
html_theme = "furo"
sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "notes",
    "filename_pattern": "",
}
"""
    return _sphinx(folder, conf, "notes/index", ["docs/notes"])


class Notebooks(Contender):
    """A tool that runs notebooks."""

    def __init__(self, folder: Path, conf: str) -> None:
        made = _sphinx(folder, conf, "notes/*/*", [".jupyter_cache"])
        super().__init__(made.folder, made.command, made.output)
        scripts = sorted(map(str, (folder / "examples").glob("*/*.py")))
        with contextlib.redirect_stdout(None):
            python_to_jupyter_cli(scripts)
        for made_of in scripts:
            script = Path(made_of)
            path = self._notebook(script.relative_to(folder / "examples"))
            path.parent.mkdir(parents=True, exist_ok=True)
            script.with_suffix(".ipynb").rename(path)

    def _notebook(self, note: Path) -> Path:
        return self.folder / "docs" / "notes" / note.with_suffix(".ipynb")

    def edit(self, text: str) -> None:
        """Add a line to the last code of one note."""
        path = self._notebook(EDITED.relative_to("examples"))
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cell = [one for one in notebook["cells"] if one["cell_type"] == "code"][-1]
        cell["source"] = [*cell["source"], f"\nprint({text!r})"]
        path.write_text(json.dumps(notebook), encoding="utf-8")


def myst_nb(folder: Path) -> Contender:
    """Return MyST-NB, which keeps outputs in a cache."""
    conf = """\
extensions = ["myst_nb"]
html_theme = "furo"
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
"""
    return Notebooks(folder, conf)


def nbsphinx(folder: Path) -> Contender:
    """Return nbsphinx, which needs pandoc."""
    conf = """\
extensions = ["nbsphinx"]
html_theme = "furo"
nbsphinx_execute = "always"
nbsphinx_timeout = 120
"""
    import pypandoc

    pandoc = Path(pypandoc.get_pandoc_path()).parent
    os.environ["PATH"] = f"{pandoc}{os.pathsep}{os.environ['PATH']}"
    return Notebooks(folder, conf)


def mkdocs_gallery(folder: Path) -> Contender:
    """Return mkdocs-gallery, with the theme that its own pages have."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Notes\n")
    (folder / "mkdocs.yml").write_text(
        "site_name: Notes\n"
        "theme: material\n"
        "nav:\n"
        "  - Home: index.md\n"
        "  - Notes: notes\n"
        "plugins:\n"
        "  - gallery:\n"
        "      examples_dirs: examples\n"
        "      gallery_dirs: docs/notes\n"
        '      filename_pattern: ".*"\n'
        "      abort_on_example_error: true\n"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "_build"]
    contender = Contender(folder, command, ["_build", "docs/notes"])
    for header in (folder / "examples").rglob("GALLERY_HEADER.rst"):
        header.rename(header.with_name("README.md"))
    return contender


def floor(folder: Path) -> Contender:
    """Return a process that runs all scripts, and shows nothing."""
    folder.mkdir(parents=True)
    return Contender(folder, [sys.executable, "-c", FLOOR], [])


TOOLS: dict[str, Callable[[Path], Contender]] = {
    "floor": floor,
    "this project": ours,
    "sphinx-gallery": stock,
    "mkdocs-gallery": mkdocs_gallery,
    "myst-nb": myst_nb,
    "nbsphinx": nbsphinx,
}
KINDS: dict[str, Callable[[Contender, int], object]] = {
    "cold": lambda contender, _: contender.clean(),
    "nothing changed": lambda contender, _: None,
    "one note edited": lambda contender, turn: contender.edit(f"edit {turn}"),
}


def main() -> None:
    """Build with all of them in turn, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind")
    parser.add_argument("tools", nargs="*", help=f"some of: {', '.join(TOOLS)}")
    options = parser.parse_args()
    chosen = options.tools or list(TOOLS)
    with tempfile.TemporaryDirectory() as temporary:
        contenders = {
            name: TOOLS[name](Path(temporary, name.replace(" ", "-")))
            for name in chosen
        }
        for contender in contenders.values():
            contender.build()  # Python's bytecode and the disk cache, for all alike.
        for kind, prepare in KINDS.items():
            taken: dict[str, list[float]] = {name: [] for name in chosen}
            for turn in range(options.rounds):
                for name, contender in contenders.items():
                    prepare(contender, turn)
                    taken[name].append(contender.build().seconds)
            _print_table(kind, taken)


def _print_table(kind: str, taken: dict[str, list[float]]) -> None:
    """Print medians, and those of the ratios of builds that followed each other."""
    references = [name for name in ("floor", "this project") if name in taken]
    print(f"{kind:18} {'seconds':>8} ", *(f"{'/ ' + one:>15}" for one in references))
    for name, seconds in taken.items():
        ratios = (
            statistics.median(a / b for a, b in zip(seconds, taken[one], strict=True))
            for one in references
        )
        print(
            f"  {name:16} {statistics.median(seconds):8.2f} ",
            *(f"{ratio:15.2f}" for ratio in ratios),
        )
    print(flush=True)


if __name__ == "__main__":
    main()
