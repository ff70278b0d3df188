"""Which picture of a note is on its card: the one it chooses, or the first.

A note chooses with ``# sphinx_gallery_thumbnail_number = 2``, or names a file with
``# sphinx_gallery_thumbnail_path``. Else a diagram comes before a plot.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ..adapters.sphinx_gallery import IMAGE, IMAGE_SUFFIXES, extract_file_config
from ..notes.note_files import read_script


class CardPicture(NamedTuple):
    """The picture of a card.

    Attributes
    ----------
    path : pathlib.Path
        Where it is, without its suffix.
    is_first_diagram : bool
        Whether it is the first diagram of the note, which is also drawn small.
    """

    path: Path
    is_first_diagram: bool

    @property
    def exists(self) -> bool:
        """Whether there is such a picture; a note need not have one."""
        name = self.path.name
        return any(self.path.with_name(name + end).exists() for end in IMAGE_SUFFIXES)


def picture_of_card(script: Path, srcdir: Path) -> CardPicture:
    """Return the picture that is on the card of a note.

    Parameters
    ----------
    script : pathlib.Path
        The note, beside its page.
    srcdir : pathlib.Path
        The source folder of Sphinx.
    """
    images = script.parent / "images"
    begins = re.escape(IMAGE.format(note=script.stem, number=""))
    numbered = re.compile(rf"{begins}(\d+)(\..+)")
    found = [numbered.fullmatch(path.name) for path in images.glob("*")]
    kinds = {(int(one[1]), one[2]) for one in found if one is not None}
    diagrams = [number for number, suffix in kinds if suffix == ".json"]
    first_diagram = min(diagrams, default=0)
    conf = extract_file_config(read_script(script))
    number = conf.get("thumbnail_number")
    if not isinstance(number, int) and "thumbnail_path" in conf:
        chosen = Path(srcdir, str(conf["thumbnail_path"]))
        return CardPicture(chosen.with_suffix(""), is_first_diagram=False)
    if not isinstance(number, int):
        number = first_diagram or 1
    elif number < 0:
        number += max((one for one, _ in kinds), default=0) + 1
    name = IMAGE.format(note=script.stem, number=f"{number:03}")
    return CardPicture(images / name, is_first_diagram=number == first_diagram)
