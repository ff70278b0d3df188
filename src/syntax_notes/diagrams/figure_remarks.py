"""What an author should know of the figures of a note, kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..adapters.sphinx_gallery import IMAGE

SUFFIX = ".remarks.txt"


def write_remarks(image: Path, line: int, remarks: list[str]) -> None:
    """Keep what there is to remark on an image, if anything.

    Parameters
    ----------
    image : pathlib.Path
        Where the image is, with any suffix.
    line : int
        The line of the note in which its cell begins.
    remarks : list of str
        A sentence each.
    """
    if remarks:
        text = "".join(f"{line}: {remark}\n" for remark in remarks)
        image.with_suffix(SUFFIX).write_text(text, encoding="utf-8")


def read_remarks(pages: Path, note: str) -> Iterator[str]:
    """Yield the remarks on the figures of a note, each once, as ``LINE: sentence``.

    Parameters
    ----------
    pages : pathlib.Path
        The folder of the gallery.
    note : str
        The note, ``<topic>/<note>``.
    """
    topic, _, name = note.rpartition("/")
    begins = re.escape(IMAGE.format(note=name, number=""))
    kept = re.compile(rf"{begins}\d+{re.escape(SUFFIX)}")
    found: dict[str, None] = {}
    for path in sorted((pages / topic / "images").glob(f"*{SUFFIX}")):
        if kept.fullmatch(path.name):
            found |= dict.fromkeys(path.read_text(encoding="utf-8").splitlines())
    yield from found
