"""What the page of a note says between its cells, as Markdown.

sphinx-gallery puts a comment in front of each block of a script but the first, with its
lines. What a block has become on the page stands between two of them.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import join
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

from docutils import nodes

from ..adapters.gallery_scripts import LINKED_CODE
from ..adapters.sphinx_gallery import OWN_CLASS, SOURCE_LINES
from ..kit.markdown_writer import Places, write_markdown
from .folds import fold, note_facts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..adapters.sphinx_gallery import Block

# An attribute of what is on the page of a note and is not of the note.
BESIDE = "beside_the_note"


def blocks_of_page(
    doctree: nodes.document, blocks: Sequence[Block]
) -> list[list[nodes.Node]]:
    """Return what each block of a script has become, in the order of the blocks.

    Headings are among it, in place of the sections that they begin. A block of which
    nothing is shown has become nothing.
    """
    line = blocks[0].lineno  # The first has no mark.
    found: dict[int, list[nodes.Node]] = {}
    for node in _flat(doctree):
        mark = None
        if isinstance(node, nodes.comment):
            mark = SOURCE_LINES.fullmatch(f".. {node.astext()}")
        if mark is not None:
            line = int(mark["first"])
        elif not _is_beside(node):
            found.setdefault(line, []).append(node)
    return [found.get(block.lineno, []) for block in blocks]


def _flat(node: nodes.Element) -> Iterator[nodes.Node]:
    for child in node.children:
        if isinstance(child, nodes.section):
            yield from _flat(child)
        else:
            yield child


def _is_beside(node: nodes.Node) -> bool:
    """Tell whether a node is of this package or of sphinx-gallery."""
    if not isinstance(node, nodes.Element):
        return False
    of_gallery = any(name.startswith(OWN_CLASS) for name in node["classes"])
    return of_gallery or BESIDE in node or isinstance(node, fold | note_facts)


class PagePlaces:
    """Where what stands on a page leads to from elsewhere.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        The builder has begun to write the page.
    docname : str
        The page.
    """

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.app = app
        self.docname = docname

    def link(self, node: nodes.Element) -> str:
        """Return the address of a reference; empty within a site without address."""
        target = str(node.get("refuri", ""))
        if target and not node.get("internal"):
            return target
        site = self.app.config.html_baseurl
        anchor = f"#{node['refid']}" if "refid" in node else ""
        if not site or not (target or anchor):
            return ""
        page = urljoin(site, self.app.builder.get_target_uri(self.docname))
        return str(urljoin(page, target or anchor))

    def name_of(self, image: nodes.image) -> str:
        """Return the name of the file that shows an image, which no other has."""
        # Who writes a page puts that in place of what was written in the source.
        last = unquote(str(image["uri"]).rpartition("/")[2])
        return str(self.app.builder.images.get(image["uri"], last))

    def beside_page(self, image: nodes.image) -> str:
        """Return the address of an image as the page has it."""
        if "://" in image["uri"]:
            return str(image["uri"])
        return join(str(self.app.builder.imgpath), quote(self.name_of(image)))

    def attached(self, image: nodes.image) -> str:
        """Return the address of an image that a cell of a notebook brings along."""
        if "://" in image["uri"]:
            return str(image["uri"])
        return f"attachment:{_key_of(self.name_of(image))}"

    def attachments(self, block: list[nodes.Node]) -> dict[str, dict[str, str]]:
        """Return the images of a block, as a cell of a notebook has them."""
        sources = {name: uri for uri, name in self.app.builder.images.items()}
        found = {}
        for name in map(self.name_of, _images(block)):
            path = Path(self.app.srcdir, sources.get(name, ""))
            kind = mimetypes.guess_type(name)[0]
            if kind and path.is_file():
                content = base64.b64encode(path.read_bytes()).decode("ascii")
                found[_key_of(name)] = {kind: content}
        return found


def _key_of(name: str) -> str:
    """Return a file name without what may be written in two ways in an address."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)


def _images(block: list[nodes.Node]) -> list[nodes.image]:
    return [image for node in block for image in node.findall(nodes.image)]


def write_block(block: list[nodes.Node], places: PagePlaces) -> tuple[str, str]:
    """Return a block as Markdown: for a notebook, and for a file beside its page."""
    block = [_with_plain_code(node) for node in block]
    of_notebook = write_markdown(block, Places(places.link, places.attached))
    if not _images(block):
        return of_notebook, of_notebook
    return of_notebook, write_markdown(block, Places(places.link, places.beside_page))


def _with_plain_code(node: nodes.Node) -> nodes.Node:
    """Return a node with code as Sphinx has it, where sphinx-gallery has put links."""
    name, language = LINKED_CODE
    if not any(one.tagname == name for one in node.findall(nodes.Element)):
        return node
    copy = nodes.container("", node.deepcopy())
    for linked in list(copy.findall(nodes.Element)):
        if linked.tagname == name:
            code = linked.astext()
            linked.replace_self(
                nodes.literal_block(code, code, language=linked[language])
            )
    return copy
