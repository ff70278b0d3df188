"""Have sphinx-gallery read scripts as Python does, and record each of their cells.

What a cell has drawn may be deferred to the next one. sphinx-gallery then asks no
scraper, the recorder among them; here all are asked, and those for figures wait.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..adapters.gallery_scripts import DEFERS, take_over_reading
from ..adapters.sphinx_gallery import image_scrapers
from ..event_order import BuilderInited

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..adapters.sphinx_gallery import Block


class Waiting:
    """An image scraper that waits for the cell in which the figures are shown.

    Parameters
    ----------
    scraper : callable
        The scraper that conf.py names.
    """

    def __init__(self, scraper: Callable[..., str]) -> None:
        self.scraper = scraper

    def __call__(
        self, block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
    ) -> str:
        """Return what shows the figures; nothing if they are deferred."""
        if DEFERS.search(block.content):
            return ""
        return self.scraper(block, script_vars, gallery_conf)


class InEachProcess:
    """Has a process that gets sphinx-gallery's settings read scripts so as well."""

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        """Do so when it unpickles them."""
        return read_scripts, ()


def read_scripts() -> InEachProcess:
    """Read them so in this process."""
    take_over_reading()
    return InEachProcess()


def on_builder_inited(app: Sphinx) -> None:
    """Prepare sphinx-gallery before it reads the first script."""
    conf = app.config.sphinx_gallery_conf
    conf["notes_in_each_process"] = read_scripts()
    conf["image_scrapers"] = tuple(map(Waiting, image_scrapers(conf)))


def setup_reading_scripts(app: Sphinx) -> None:
    """Register the handler."""
    app.connect(
        "builder-inited", on_builder_inited, priority=BuilderInited.READING_SCRIPTS
    )
