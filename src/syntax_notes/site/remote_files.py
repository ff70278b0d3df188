"""Refuse pictures and scripts of other hosts: a page loads what the site brings."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What a browser loads by itself. A link of a page to another is not among them.
LOADED = {"src", "srcset", "poster", "data", "background", "xlink:href"}
LOADED_BY_HREF = {"link", "image", "use"}

logger = logging.getLogger(__name__)


def is_remote(address: str) -> bool:
    """Return whether an address names another host: ``//host/…`` does too."""
    return bool(urlsplit(address.strip()).netloc)


class _Loaded(HTMLParser):
    """Collects the remote addresses that a piece of HTML loads."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in LOADED or (name == "href" and tag in LOADED_BY_HREF):
                listed = (value or "").split(",") if name == "srcset" else [value or ""]
                self.addresses += [
                    one.split()[0] for one in listed if one.strip() and is_remote(one)
                ]


def remote_addresses(html: str) -> list[str]:
    """Return the addresses of other hosts that a piece of HTML loads by itself."""
    parser = _Loaded()
    parser.feed(html)
    parser.close()
    return parser.addresses


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each remote file, at its place; a warning ends the build."""
    for image in doctree.findall(nodes.image):
        if is_remote(image["uri"]):
            _warn(image["uri"], image)
    for raw in doctree.findall(nodes.raw):
        if "html" in raw.get("format", "").split():
            for address in remote_addresses(raw.astext()):
                _warn(address, raw)


def _warn(address: str, node: nodes.Element) -> None:
    logger.warning(
        "%s is on another host, and pages load nothing from there: keep a copy of it "
        "beside the page",
        address,
        location=node,
    )


def setup_remote_files(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("doctree-read", on_doctree_read)
