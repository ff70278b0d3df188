"""Make what writes highlighted code once, and not for each block of a page.

Pygments computes a stylesheet whenever it makes one.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from pygments.formatters import HtmlFormatter
from sphinx.highlighting import PygmentsBridge

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


@functools.cache
def _kept(**options: Any) -> HtmlFormatter[str]:
    return HtmlFormatter(**options)


def formatter(**options: Any) -> HtmlFormatter[str]:
    """Return a formatter; one whose options have no hash, such as a list, is new."""
    try:
        return _kept(**options)
    except TypeError:
        return HtmlFormatter(**options)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place that Sphinx keeps for another formatter."""
    PygmentsBridge.html_formatter = staticmethod(formatter)  # type: ignore[assignment]
    return {"parallel_read_safe": True, "parallel_write_safe": True}
