"""The value of the last line of a cell as text, where sphinx-gallery shows it.

Of a value that sphinx-gallery shows as HTML, a recording holds text, which can be
compared. It has the methods that sphinx-gallery tries from its settings, those of the
note, or those of the cell.
"""

from __future__ import annotations

import ast
import contextlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from ..adapters.sphinx_gallery import HTML_METHOD, LAST_VALUE, extract_file_config
from .streams import printable

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block


def last_value(
    block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
) -> str:
    """Return the value of the last line as text; empty if it is not shown.

    The parameters are those of an image scraper.
    """
    conf = gallery_conf | script_vars["file_conf"]
    methods = extract_file_config(block.content).get(
        "capture_repr_block", conf["capture_repr"]
    )
    value = script_vars["example_globals"].get(LAST_VALUE)
    if not methods or value is None or not _ends_with_expression(block.content):
        return ""
    ignored = gallery_conf["ignore_repr_types"]
    if ignored and re.search(ignored, str(type(value))):
        return ""
    for method in methods:
        with contextlib.suppress(Exception):  # As sphinx-gallery does.
            shown = getattr(value, method)()
            if isinstance(shown, str):
                text = _beside(value, shown) if method == HTML_METHOD else shown
                return "" if text == "None" else printable(text)
    return ""


def _ends_with_expression(code: str) -> bool:
    body = ast.parse(code).body
    return bool(body) and isinstance(body[-1], ast.Expr)


def _beside(value: object, html: str) -> str:
    """Return what a value is as text, beside its HTML.

    That is its representation, unless it is the default, which holds an address.
    """
    if type(value).__repr__ is not object.__repr__:
        return repr(value)
    words = _Words()
    words.feed(html)
    words.close()
    return " ".join(" ".join(words.found).split())


class _Words(HTMLParser):
    """Collects what stands between the tags, but for scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.lasttag not in ("script", "style"):
            self.found.append(data)
