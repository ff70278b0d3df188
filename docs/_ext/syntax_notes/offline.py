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

from . import languages
from .downloads import archive
from .languages import LANGUAGES
from .publishing import listing
from .wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

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
        for name, path in listing(part).items()
    }
    galleries = {f"{language.folder}/notes/index.html" for language in LANGUAGES}
    packed = {}
    for name, path in files.items():
        content = Path(path).read_bytes()
        if name in galleries:
            content = LINKS.sub("", content.decode("utf-8")).encode("utf-8")
        packed[f"{NAME}/{name}"] = content
    (folder / SITE).write_bytes(archive(packed))
    for name, book in books.items():
        (folder / name).mkdir(exist_ok=True)
        shutil.copyfile(book, folder / name / BOOK)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Lead from the gallery to the archive and the book."""
    gallery = f"{app.config.sphinx_gallery_conf['gallery_dirs']}/index"
    if not app.config.notes_offline or app.env.current_document.docname != gallery:
        return
    page = f"{languages.of_build(app).folder}/{app.builder.get_target_uri(gallery)}"
    links = nodes.container(classes=[LINKS_CLASS])
    for name, text in (
        (SITE, _("Download the whole site, to read offline: {file}")),
        (f"{languages.of_build(app).folder}/{BOOK}", _("Download the book: {file}")),
    ):
        said = text.format(file=name.rpartition("/")[2])
        uri = relpath(name, dirname(page))
        links += nodes.paragraph(
            "",
            "",
            nodes.reference("", said, refuri=uri, internal=True, classes=["download"]),
        )
    for footer in doctree.findall(nodes.container):
        if "sphx-glr-footer-gallery" in footer["classes"]:
            footer += links
            return


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and the handler."""
    app.add_config_value("notes_offline", False, "env", types=bool)
    app.connect("doctree-read", on_doctree_read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
