"""What can be read without a network: an archive of the site, and a book per language.

They are made when a build is asked for them, ``nox -s docs -- --offline``, and lie
beside the pages. The gallery then leads to them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from docutils import nodes

from ..adapters.sphinx_gallery import GALLERY_FOOTER_CLASS
from ..folders import list_files
from ..kit.zip_files import pack
from ..languages import LANGUAGES, language_of
from ..notes.note_files import galleries
from ..wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "deep-learning-syntax-notes"
SITE = f"{NAME}.zip"
BOOK = f"{NAME}.epub"
LINKS_CLASS = "offline-files"
# On the page of the gallery; in the archive it would lead nowhere.
LINKS = re.compile(rf'<div class="{LINKS_CLASS}\b.*?</div>\n?', re.DOTALL)


def write(books: dict[str, Path], folder: Path, *parts: Path) -> None:
    """Write what a site has for readers without a network.

    Parameters
    ----------
    books : dict of str to pathlib.Path
        The book of each language, by the folder of its pages.
    folder : pathlib.Path
        Where to write; it is one of the parts.
    *parts : pathlib.Path
        All that the site holds otherwise; the archive holds it as well.
    """
    files = {
        Path(name).as_posix(): path
        for part in parts
        for name, path in list_files(part).items()
    }
    galleries = {f"{language.folder}/notes/index.html" for language in LANGUAGES}
    packed = {}
    for name, path in files.items():
        content = Path(path).read_bytes()
        if name in galleries:
            content = LINKS.sub("", content.decode("utf-8")).encode("utf-8")
        packed[f"{NAME}/{name}"] = content
    (folder / SITE).write_bytes(pack(packed))
    for name, book in books.items():
        (folder / name).mkdir(exist_ok=True)
        shutil.copyfile(book, folder / name / BOOK)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Lead from the gallery to the archive and the book."""
    gallery = f"{galleries(app.config, Path(app.srcdir))[0].folder}/index"
    if not app.config.notes_offline or app.env.current_document.docname != gallery:
        return
    page = f"{language_of(app.config).folder}/{app.builder.get_target_uri(gallery)}"
    links = nodes.container(classes=[LINKS_CLASS])
    for name, text in (
        (SITE, _("Download the whole site, to read offline: {file}")),
        (f"{language_of(app.config).folder}/{BOOK}", _("Download the book: {file}")),
    ):
        words = text.format(file=name.rpartition("/")[2])
        uri = relpath(name, dirname(page))
        links += nodes.paragraph(
            "",
            "",
            nodes.reference("", words, refuri=uri, internal=True, classes=["download"]),
        )
    for footer in doctree.findall(nodes.container):
        if GALLERY_FOOTER_CLASS in footer["classes"]:
            footer += links
            return


def setup_archive(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("doctree-read", on_doctree_read)
