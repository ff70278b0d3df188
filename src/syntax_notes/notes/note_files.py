"""Which files are notes, and what they are called.

A gallery is a folder of scripts and the folder of pages that sphinx-gallery makes from
them; there may be several. A note is one of the scripts. Its name is its path in the
gallery without the suffix, such as ``indexing/gather``, behind the folder of the pages
if there are several galleries. The files of a note that is deleted or renamed stay
until they are pruned.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

# At the beginning of a path, or in it.
HIDDEN = r"(?:^|/)\."
# In a folder of pages, beside the topics: what was made for readers to download.
DOWNLOADS = "downloads"
# Scripts that are no notes, unless conf.py says something else.
IGNORED = r"__init__\.py"


class Gallery(NamedTuple):
    """A folder of scripts, and that of their pages.

    Attributes
    ----------
    examples : pathlib.Path
        The scripts.
    pages : pathlib.Path
        The pages, with a copy of each script.
    folder : str
        The folder of the pages, seen from the source folder of Sphinx.
    prefix : str
        What the names of its notes begin with; empty if this is the only gallery.
    """

    examples: Path
    pages: Path
    folder: str
    prefix: str


class Note(NamedTuple):
    """A note that has a page.

    Attributes
    ----------
    name : str
        Its name.
    script : pathlib.Path
        The copy of the script that lies beside the page.
    """

    name: str
    script: Path


def galleries(config: Config, srcdir: Path) -> list[Gallery]:
    """Return the galleries that conf.py names."""
    return galleries_in(config.sphinx_gallery_conf, srcdir)


def galleries_in(conf: dict[str, Any], srcdir: Path) -> list[Gallery]:
    """Return the galleries that the settings of sphinx-gallery name."""
    folders = zip(
        _as_list(conf["examples_dirs"]), _as_list(conf["gallery_dirs"]), strict=True
    )
    found = [
        (Path(srcdir, examples).resolve(), Path(folder).as_posix())
        for examples, folder in folders
    ]
    return [
        Gallery(
            examples,
            Path(srcdir, folder),
            folder,
            f"{folder}/" if len(found) > 1 else "",
        )
        for examples, folder in found
    ]


def _as_list(setting: str | Path | list[str]) -> list[str]:
    return [*map(str, setting)] if isinstance(setting, list | tuple) else [str(setting)]


def read_script(path: Path) -> str:
    """Return the text of a script; a byte order mark is no part of it."""
    return path.read_text(encoding="utf-8-sig")


def note_names(folder: Path, ignored: str = IGNORED) -> set[str]:
    """Return the scripts right in a folder and in the folders in it, without suffix.

    Files and folders whose names begin with a dot are those of editors.

    Parameters
    ----------
    folder : pathlib.Path
        Scripts, or pages with their scripts.
    ignored : str
        A pattern; a script whose file name has it is left out. By default it is that of
        sphinx-gallery.
    """
    return {
        name.removesuffix(".py")
        for pattern in ("*.py", "*/*.py")
        for path in folder.glob(pattern)
        if path.parent.name != DOWNLOADS and not re.search(ignored, path.name)
        if not re.search(HIDDEN, name := path.relative_to(folder).as_posix())
    }


def note_of(env: BuildEnvironment, docname: str) -> Note | None:
    """Return the note that a page was made from; None if it is another page."""
    for gallery in galleries(env.config, Path(env.srcdir)):
        if docname.startswith(f"{gallery.folder}/"):
            script = Path(env.srcdir, f"{docname}.py")
            if script.exists():
                name = gallery.prefix + docname.removeprefix(f"{gallery.folder}/")
                return Note(name, script)
    return None


def page_of(gallery: Gallery, name: str) -> str:
    """Return the page of a note."""
    return f"{gallery.folder}/{name.removeprefix(gallery.prefix)}"


def gallery_of(env: BuildEnvironment, docname: str) -> Gallery | None:
    """Return the gallery that a page belongs to, that of a note or a list of them."""
    for gallery in galleries(env.config, Path(env.srcdir)):
        if docname.startswith(f"{gallery.folder}/"):
            return gallery
    return None


def script_called(file: str, conf: dict[str, Any]) -> Path | None:
    """Return the copy, beside its page, of the script with a file name.

    sphinx-gallery tells its hooks the name and its settings, and allows no name twice.
    """
    for gallery in galleries_in(conf, Path(conf["src_dir"])):
        for pattern in (file, f"*/{file}"):
            for path in gallery.pages.glob(pattern):
                if path.parent.name != DOWNLOADS:
                    return path
    return None


def original_of(copied: Path, conf: dict[str, Any]) -> Path:
    """Return the script of which a copy lies beside its page."""
    for gallery in galleries_in(conf, Path(conf["src_dir"])):
        if copied.is_relative_to(gallery.pages):
            return gallery.examples / copied.relative_to(gallery.pages)
    return copied
