"""The touches on how sphinx-gallery reads scripts, as it was seen in 0.22.1."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SEEN_IN = "0.22.1"

# In a script: a setting and its value, or a mark.
CONFIG = re.compile(
    r"^[ \t]*#\s*sphinx_gallery_([A-Za-z0-9_]+)(\s*=\s*(.+))?[ \t]*\n?", re.MULTILINE
)
# In a cell whose figures the next one shows: their mark, and what it is replaced by.
THEIR_DEFERS = re.compile(r"^([ \t]*#\s*)sphinx_gallery_defer_figures\b", re.MULTILINE)
DEFERS = re.compile(r"^[ \t]*#\s*sphinx_gallery_deferred_figures\b", re.MULTILINE)
# The introduction of a gallery, or of a topic.
HEADERS = ("GALLERY_HEADER", "README", "readme")
HEADER_SUFFIXES = (".rst", ".md", ".txt")

# The node that it makes of a block of code whose names lead to documentation, and the
# attribute with the language.
LINKED_CODE = ("code_links_block", "lang")


def remove_ignored_code(code: str) -> str:
    """Return code without what runs and is not shown."""
    from sphinx_gallery.py_source_parser import remove_ignore_blocks

    text: str = remove_ignore_blocks(code)
    return text


def finds_title(docstring: str) -> bool:
    """Tell whether a title is found in a docstring, as cards of the gallery want."""
    from sphinx.errors import ExtensionError
    from sphinx_gallery.gen_rst import extract_intro_and_title

    try:
        extract_intro_and_title("", docstring)
    except ExtensionError:
        return False
    return True


def take_over_reading() -> None:
    """Have scripts read as Python reads them, and scrapers asked after each cell.

    sphinx-gallery takes a byte order mark for a mistake, and asks no scraper after a
    cell that defers its figures: here, the mark of such a cell is another one, which
    :data:`DEFERS` finds. An author may save a script while it is read; that is an
    error of this script, and of no other.
    """
    from sphinx_gallery import py_source_parser

    py_source_parser.parse_source_file = _parse_source_file


# What is read in the place of a script that was looked through, and is no longer one.
CHANGING = """\
'''
Being written
=============
'''
raise RuntimeError("the script was being written when it was read")
"""


def _parse_source_file(filename: str | Path) -> tuple[ast.Module | None, str]:
    try:
        content = Path(filename).read_text(encoding="utf-8-sig")
        content = THEIR_DEFERS.sub(r"\1sphinx_gallery_deferred_figures", content)
        tree = ast.parse(content)
    except SyntaxError:
        return None, content
    except (OSError, ValueError):
        return ast.parse(CHANGING), CHANGING
    docstring = ast.get_docstring(tree)
    if docstring is None or not finds_title(docstring):
        return ast.parse(CHANGING), CHANGING
    return tree, content


def header_of(folder: Path) -> Path | None:
    """Return the file that introduces a gallery or a topic, if there is one."""
    for name in HEADERS:
        for suffix in HEADER_SUFFIXES:
            path = folder / f"{name}{suffix}"
            if path.is_file():
                return path
    return None
