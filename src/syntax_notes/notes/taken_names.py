"""Names that a note cannot have: another note has it, or a page or a module does.

sphinx-gallery takes two scripts of one name for one, and writes the page of a folder
over that of a script called ``index``.
"""

from __future__ import annotations

import os
import re
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx_gallery import PAGES, page_label
from .note_files import DOWNLOADS, galleries, note_names

if TYPE_CHECKING:
    from sphinx.config import Config

TOPIC = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
LETTERS = "consists of the letters a to z, digits, _ and -"
# What lies beside the pages of the topics.
BESIDE_TOPICS = {*PAGES, DOWNLOADS, "images"}


def find_conflicts(scripts: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with scripts whose page or files another one has.

    Parameters
    ----------
    scripts : dict of str to str
        The page of each script, by its path as messages show it. The first one of a
        name has it.
    """
    problems = {}
    by_name: dict[str, str] = {}
    by_label: dict[str, str] = {}
    for script, page in scripts.items():
        name = page.rpartition("/")[2]
        other = by_name.setdefault(name.casefold(), script)
        twin = by_label.setdefault(page_label(page).casefold(), script)
        if name.casefold() in PAGES:
            problems[script] = f"a page that is of no note is called {name}; rename it."
        elif other != script:
            same = scripts[other].rpartition("/")[2] == name
            but = "" if same else ", but for capital letters"
            problems[script] = (
                f"{other} has the same name{but}, and no two notes may; rename one."
            )
        elif twin != script:
            problems[script] = (
                f"its label, of topic and name, is that of {twin}; rename one."
            )
    return problems


def find_topic_conflicts(topics: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with folders that cannot be those of pages.

    Parameters
    ----------
    topics : dict of str to str
        The name of each topic, by the path of its folder as messages show it.
    """
    problems = {}
    by_name: dict[str, str] = {}
    for folder, name in topics.items():
        other = by_name.setdefault(name.casefold(), folder)
        if not TOPIC.fullmatch(name):
            problems[folder] = f"the name of a topic {LETTERS}; rename the folder."
        elif name.casefold() in BESIDE_TOPICS:
            problems[folder] = (
                f"what is called {name} beside the pages is no topic; rename the "
                "folder."
            )
        elif other != folder:
            problems[folder] = (
                f"{other} has the same name, but for capital letters; rename one."
            )
    return problems


def find_modules(scripts: dict[str, str], root: Path) -> dict[str, str]:
    """Return what is wrong with scripts that would be imported as modules.

    Parameters
    ----------
    scripts : dict of str to str
        As for :func:`find_conflicts`.
    root : pathlib.Path
        The folder of the project.
    """
    problems = {}
    for script, page in scripts.items():
        name = page.rpartition("/")[2]
        if is_module(name, root):
            problems[script] = (
                f"whatever runs beside it would import it in place of the module "
                f"{name!r}; rename it."
            )
    return problems


def is_module(name: str, root: Path) -> bool:
    """Tell whether Python, or what is installed, has a module of this name.

    The files of the project in the folder ``root`` do not count.
    """
    if name in sys.stdlib_module_names:
        return True
    paths = [path for path in sys.path if Path(path).resolve() != root.resolve()]
    spec = PathFinder.find_spec(name, paths)
    return spec is not None and spec.origin is not None


def refuse_conflicts(config: Config, srcdir: Path) -> None:
    """End the process if the scripts of the galleries cannot all have pages.

    Sphinx would show an error of its own kind with a traceback.
    """
    pages = {
        gallery.examples / f"{name}.py": f"{gallery.folder}/{name}"
        for gallery in galleries(config, srcdir)
        for name in sorted(
            note_names(gallery.examples, config.sphinx_gallery_conf["ignore_pattern"])
        )
    }
    root = os.path.commonpath([srcdir, *pages])
    shown = {path.relative_to(root).as_posix(): page for path, page in pages.items()}
    if problems := find_conflicts(shown):
        sys.exit(sentences(problems))


def sentences(problems: dict[str, str]) -> str:
    """Return problems as lines, each of which begins with its file."""
    return "\n".join(f"{file}: {problems[file]}" for file in sorted(problems))
