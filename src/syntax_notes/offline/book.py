"""The notes as a book for e-readers: Sphinx's EPUB, as the standard wants it.

HTML is written as XML, drawings are declared, and a book depends on nothing but the
notes. What only a web site can do, such as downloads, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from lxml import etree
from sphinx.builders.epub3 import Epub3Builder

from ..across.changes import list_changes
from ..across.feed import NEVER, identifier
from ..adapters.sphinx_gallery import FOOTER_CLASS
from ..event_order import ConfigInited, DoctreeResolved, HtmlPageContext
from ..kit.zip_files import NO_DATE
from ..languages import language_of
from ..outputs.note_outputs import WHOLE_CLASS
from ..page.note_strip import DOWNLOADS_CLASS
from ..wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders._epub_base import NavPoint
    from sphinx.config import Config

STYLE = "book.css"
STYLES = ("pygments.css", "epub.css", "diagram.css", STYLE)
# Of a site only: downloads, buttons that a script serves, the search.
ONLINE = {DOWNLOADS_CLASS, WHOLE_CLASS, FOOTER_CLASS, "actions"}
VOID = re.compile(r"<((?:br|hr|img|input|col|wbr)\b[^>]*?) ?/?>")
# Books have MathML 3, in which a matrix has no level.
LEVEL = re.compile(r'(<mtable\b[^>]*?) scriptlevel="\d+"')
OPEN = re.compile(r"(<details\b[^>]*) open>")
PROPERTIES = {"svg": "svg", "math": "mathml"}
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


class Book(Epub3Builder):
    """Writes the EPUB in the language of the build."""

    def init(self) -> None:
        """Use the templates of the theme: those of this project are for a site."""
        self.config.templates_path = []
        super().init()
        self.guide_titles = {"toc": _("Contents")}

    def get_toc(self) -> None:
        """Collect the pages; Sphinx writes their addresses as paths of the system."""
        super().get_toc()
        for entry in self.refnodes:
            entry["refuri"] = entry["refuri"].replace("\\", "/")

    def get_refnodes(
        self, doctree: nodes.Node, result: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Return the pages for the contents, as they are below each other."""
        pages = self.env.toctree_includes.get(self.config.root_doc, [])
        return [entry for page in pages for entry in self._entries(page, 1)]

    def _entries(self, page: str, level: int) -> Iterator[dict[str, Any]]:
        uri, title = self.get_target_uri(page), self.env.titles[page].astext()
        yield {"level": level, "refuri": escape(uri), "text": escape(title)}
        for below in self.env.toctree_includes.get(page, []):
            yield from self._entries(below, level + 1)

    def content_metadata(self) -> dict[str, Any]:
        """Return the metadata, with the day on which a note last changed."""
        metadata: dict[str, Any] = super().content_metadata()
        changes = list_changes(self.env)
        date = changes[0].change.date if changes else NEVER
        return metadata | {"date": f"{date}T00:00:00Z", "id": self._identifier}

    def toc_metadata(self, level: int, navpoints: list[NavPoint]) -> dict[str, Any]:
        """Return the metadata of the contents for older readers."""
        metadata: dict[str, Any] = super().toc_metadata(level, navpoints)
        return metadata | {"uid": self._identifier}

    @property
    def _identifier(self) -> str:
        here = language_of(self.config)
        return identifier(f"{here.folder}/book")

    def build_content(self) -> None:
        """Write the list of files; Sphinx does not say what is drawn in them."""
        super().build_content()
        path = Path(self.outdir, "content.opf")
        content = etree.parse(path)
        pages = {self.get_target_uri(docname) for docname in self.env.found_docs}
        for item in content.iter(f"{OPF}item"):
            if item.get("href") in pages:
                page = Path(self.outdir, item.get("href")).read_text(encoding="utf-8")
                drawn = [name for tag, name in PROPERTIES.items() if f"<{tag}" in page]
                if drawn:
                    item.set("properties", " ".join(drawn))
        for contributor in content.iter(f"{DC}contributor"):
            contributor.getparent().remove(contributor)
        content.write(path, encoding="utf-8", xml_declaration=True)

    def build_epub(self) -> None:
        """Pack the files, the kind of the archive first and uncompressed."""
        name = f"{self.config.epub_basename}.epub"
        made = ("META-INF/container.xml", "content.opf", "toc.ncx")
        with ZipFile(Path(self.outdir, name), "w", ZIP_DEFLATED) as book:
            for file in dict.fromkeys(("mimetype", *made, *self.files)):
                info = ZipInfo(file, NO_DATE)
                stored = file == "mimetype"
                info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
                book.writestr(info, Path(self.outdir, file).read_bytes())


def _is_online(node: nodes.Node) -> bool:
    if isinstance(node, nodes.raw):
        return 'class="tag-filter"' in node.astext()
    return isinstance(node, nodes.Element) and bool(
        ONLINE & set(node.get("classes", ()))
    )


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Name title and language of the book, and what does not belong into it."""
    here = language_of(app.config)
    # Sphinx keeps the old one when a setting has changed, and would warn of it.
    config.epub_exclude_files = [*config.epub_exclude_files, ".buildinfo.bak"]
    config.epub_title = here.title
    config.epub_language = here.tag


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave out what only a site can do."""
    if app.builder.name == Book.name:
        online: Iterator[nodes.Node] = doctree.findall(_is_online)
        for node in list(online):
            node.parent.remove(node)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write HTML as XML, with the styles of a book."""
    if app.builder.name != Book.name:
        return
    body = VOID.sub(r"<\1 />", context.get("body", ""))
    context["body"] = LEVEL.sub(r"\1", OPEN.sub(r'\1 open="">', body))
    context["metatags"] = ""
    context["css_files"] = [
        style for style in context["css_files"] if Path(style.filename).name in STYLES
    ]


def setup_book(app: Sphinx) -> None:
    """Take the place of Sphinx's builder; others have said all about a page by then."""
    app.add_builder(Book, override=True)
    app.connect("config-inited", on_config_inited, priority=ConfigInited.BOOK)
    app.connect("doctree-resolved", on_doctree_resolved, priority=DoctreeResolved.BOOK)
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.BOOK
    )
