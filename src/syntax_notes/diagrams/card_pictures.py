"""Which picture of a note is on its card: the one it chooses, or the first.

A note chooses with ``# sphinx_gallery_thumbnail_number = 2``, or names a file with
``# sphinx_gallery_thumbnail_path``. Else a diagram comes before a plot.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from ..adapters.sphinx_gallery import IMAGE, IMAGE_SUFFIXES, extract_file_config
from ..notes.error_place import raise_at


class CardError(Exception):
    """A note chooses a picture that cannot be; the message says why."""


def check_choice(script_vars: dict[str, Any], gallery_conf: dict[str, Any]) -> None:
    """Raise if the choice of a note makes no sense; sphinx-gallery ends the build then.

    Raises
    ------
    CardError
        With the line of the comment at the end of the traceback.
    """
    conf, source = script_vars["file_conf"], script_vars["src_file"]
    wrong = ""
    if not isinstance(conf.get("thumbnail_number", 1), int):
        wrong = f"must be a number, not {conf.pop('thumbnail_number')!r}"
        name = "thumbnail_number"
    elif "thumbnail_path" in conf and "thumbnail_number" not in conf:
        path = str(conf["thumbnail_path"])
        if not Path(gallery_conf["src_dir"], path).is_file():
            wrong = f"names a file that is not there: {path}"
            name = "thumbnail_path"
            del conf[name]
    if wrong:
        comment = f"sphinx_gallery_{name}"
        lines = Path(source).read_text(encoding="utf-8").splitlines()
        at = next(n for n, line in enumerate(lines, 1) if comment in line)
        raise_at(source, at, CardError(f"{comment} {wrong}"))


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
    conf = extract_file_config(script.read_text(encoding="utf-8"))
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
