"""Images that an earlier run of a note drew: gone before it runs, and missed by no one.

sphinx-gallery keeps a thumbnail that is there already: that of a plot which the note no
longer draws, or the one that says that the note is broken. An image that is drawn as
before gets its old date back, so that pages with it need no reading.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from ..adapters.sphinx_gallery import IMAGE


class OldImages:
    """The dates and contents of images that were removed."""

    def __init__(self) -> None:
        self.of_path: dict[Path, tuple[int, bytes]] = {}

    def remove(self, note: Path) -> None:
        """Remove the images of a note, whose script lies beside its page."""
        begins = re.escape(IMAGE.format(note=note.stem, number=""))
        drawn = re.compile(rf"{begins}(\d+|thumb|card)\.")
        for image in (note.parent / "images").rglob("*"):
            if drawn.match(image.name):
                date = image.stat().st_mtime_ns
                self.of_path[image] = (date, image.read_bytes())
                image.unlink()

    def date_back(self) -> None:
        """Give each image that is there again, as it was, its old date."""
        for image, (date, content) in self.of_path.items():
            if image.exists() and image.read_bytes() == content:
                os.utime(image, ns=(date, date))
