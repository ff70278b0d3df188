"""The touches on Sphinx, as it was seen in 9.0.4.

Attributes and methods that its documentation does not name stand in tuples here, and
are used where they belong: there is no other way to what they hold. That a builder, an
environment or a transform has its ``app`` ends with Sphinx 11; nothing here asks them.
Functions are imported where they are called: a build in which nothing changed needs
none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from jinja2 import BytecodeCache
    from pygments.formatter import Formatter
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

SEEN_IN = "9.0.4"

# What Sphinx keeps between builds; without it all pages are read again.
ENVIRONMENT = "environment.pickle"
# What it keeps of a page; without it that page is read again.
DOCTREE_SUFFIX = ".doctree"
# The logger above all that Sphinx and its extensions have.
LOGGER = "sphinx"
# Static files that it puts on every page, for a search and shortcuts of its own.
SCRIPTS = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "translations.js",
)
# Of the environment: what is below each page, headings, downloads, images, and when
# each page was read.
ENVIRONMENT_ATTRIBUTES = (
    "all_docs",
    "dlfiles",
    "found_docs",
    "images",
    "titles",
    "toctree_includes",
    "tocs",
)
# Of the builder of pages: whether it copies downloads, and where it puts images.
HTML_ATTRIBUTES = ("download_support", "images", "imgpath")
# Of the builder of books: what this project's own does in another way.
EPUB_METHODS = (
    "build_content",
    "build_epub",
    "content_metadata",
    "get_refnodes",
    "get_toc",
    "toc_metadata",
)
EPUB_ATTRIBUTES = ("files", "guide_titles", "refnodes")
# Around a block of code on a page.
CODE_BOX = '<div class="highlight-Python notranslate"><div class="highlight"><pre>'


def copy_of_download(builder: Builder, path: Path) -> Path | None:
    """Return where a builder copies a file that pages offer; None if none does."""
    found = builder.env.dlfiles.get(path.relative_to(builder.srcdir))
    return Path(builder.outdir, "_downloads", found[1]) if found is not None else None


def run_build(arguments: list[str], explain: Callable[[BaseException], str]) -> int:
    """Run ``sphinx-build``; what is said of a crash is what a function makes of it.

    An empty text is not printed.
    """
    from sphinx._cli.util import errors
    from sphinx.cmd.build import main

    def handle(error: BaseException, *, stderr: Any = sys.stderr, **_: Any) -> None:
        text = explain(error)
        if text:
            print(text, file=stderr)

    errors.handle_exception = handle
    return main(arguments)


def inventory_of(env: BuildEnvironment) -> dict[str, Any]:
    """Return what other projects document, by kind and name."""
    from sphinx.ext.intersphinx import InventoryAdapter

    return InventoryAdapter(env).main_inventory


def is_suppressed_warning(kind: str, detail: str, suppressed: list[str]) -> bool:
    """Tell whether a setting says that a type of warnings does not count."""
    from sphinx.util.logging import is_suppressed_warning

    return is_suppressed_warning(kind, detail, suppressed)


def keep_templates(builder: Builder, cache: BytecodeCache) -> None:
    """Have Jinja keep what it compiles, if the builder has templates."""
    environment = getattr(getattr(builder, "templates", None), "environment", None)
    if environment is not None:
        environment.bytecode_cache = cache


def replace_formatter(builder: Builder, make: Callable[..., Formatter[str]]) -> None:
    """Have a builder colour code with formatters that a function makes.

    The method of Pygments' bridge stays as it is for all others.
    """
    highlighter = getattr(builder, "highlighter", None)
    if highlighter is not None:
        highlighter.formatter = make


def translated_messages(env: BuildEnvironment, page: str) -> dict[str, str]:
    """Return the translations of a page by what they translate, as Sphinx has them."""
    from sphinx.locale import init
    from sphinx.util.i18n import docname_to_domain

    config = env.config
    folders = [env.srcdir / folder for folder in config.locale_dirs]
    domain = docname_to_domain(page, config.gettext_compact)
    catalog, _ = init(folders, config.language, domain)
    known: dict[str, str] = {}
    # What Sphinx falls back to comes last there, and is overwritten here.
    chain: list[Any] = []
    at: Any = catalog
    while at is not None:
        chain.append(getattr(at, "_catalog", {}))
        at = at._fallback
    for messages in reversed(chain):
        known |= messages
    return known


def compile_catalog(folder: Path, name: str, language: str) -> None:
    """Compile a catalog that has changed; Sphinx does so with those of pages only."""
    from sphinx.util.i18n import CatalogInfo

    info = CatalogInfo(str(folder), name, "utf-8")
    if Path(info.po_path).exists() and info.is_outdated():
        info.write_mo(language)


def call_and_collect_log(function: Callable[[], Any]) -> tuple[Any, list[Any]]:
    """Call a function; return its value, and what Sphinx would have logged, pickled."""
    from sphinx.util.logging import LogCollector, convert_serializable

    collector = LogCollector()
    with collector.collect():
        value = function()
    convert_serializable(collector.logs)
    return value, collector.logs


def log_collected(records: list[Any]) -> None:
    """Log what was collected in another process."""
    import logging

    for record in records:
        logging.getLogger(record.name).handle(record)


class Message(NamedTuple):
    """A message of a page that catalogs translate.

    Attributes
    ----------
    text : str
        As a catalog has it.
    source : str
        As the page has it, with its lines; without their indentation.
    flows : bool
        Whether its lines may be broken anywhere.
    in_cell : bool
        Whether it stands in a cell of a table.
    """

    text: str
    source: str
    flows: bool
    in_cell: bool


def messages_of(node: nodes.Node) -> Iterator[Message]:
    """Yield the messages of a part of a page, as it was before it was translated."""
    from docutils import nodes
    from sphinx.util.nodes import extract_messages

    if not isinstance(node, nodes.Element):
        return
    for part, text in extract_messages(node):
        # A text alternative and the like are no text of the page.
        if isinstance(part, nodes.TextElement):
            above = part.parent
            while above is not None and not isinstance(above, nodes.entry):
                above = above.parent
            flows = isinstance(part, nodes.paragraph)
            yield Message(text, part.rawsource, flows, above is not None)
