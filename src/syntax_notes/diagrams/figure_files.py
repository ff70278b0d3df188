"""Save a figure as a drawing, or as pixels where the drawing would be large.

A drawing is SVG: text that is read and searched, in the colours of the page. It holds
each dot of a plot, which for many dots takes more room than the pixels that show them.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .dark_mode import dark_style, has_own_ground, marked_parts

# Bytes. A drawing that would be larger becomes pixels.
LARGEST = 300_000
PIXELS = "a figure is shown as pixels: as a drawing it would be larger than {} kB"
# Dots per inch: those of a screen with two dots to a pixel, and of one with one.
FINE, COARSE = 192, 96
# Pixels: about the width of the text on a page, and what a browser shows at once.
COLUMN, MOST_PIXELS = 800, 6_000_000
# Text is kept as text, pictures inside, and names do not change from run to run.
SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "syntax-notes",
    "svg.image_inline": True,
}
# Of a picture in a plot; nothing refers to it, and two that are alike have the same.
PICTURE_ID = re.compile(r' id="image[0-9a-f]+"')
# The colour of a marker, which each use of it has too; only there a rule replaces it.
MARKER_COLOUR = re.compile(r'(<path id="m\w+" d="[^"]*" style=")stroke: #\w+(?:; )?')
# What Matplotlib misses of fonts is of no matter to a drawing: the browser has its own.
ABOUT_FONTS = re.compile(r"Glyph \d+ .* missing from|findfont: ", re.DOTALL)


class TooLarge(Exception):
    """A drawing has more bytes than :data:`LARGEST`."""


class _Drawing(io.StringIO):
    """A drawing, as long as it is small."""

    def write(self, text: str, /) -> int:
        if self.tell() + len(text) > LARGEST:
            raise TooLarge
        return super().write(text)


class FigureFile:
    """Saves a figure, in the place of its method ``savefig``.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.

    Attributes
    ----------
    remarks : list of str
        What an author should know of the figure.
    """

    def __init__(self, figure: Any) -> None:
        self.figure = figure
        self.save = figure.savefig
        self.remarks: list[str] = []

    def __call__(self, path: Any, **kind: Any) -> None:
        """Save as SVG at ``path``, or as PNG beside it."""
        import matplotlib

        if kind.get("format") != "svg":
            self.save(path, **kind)  # A frame of an animation.
            return
        saved = kind.get("facecolor", matplotlib.rcParams["savefig.facecolor"])
        drawing = _Drawing()
        is_large = False
        with _heard() as heard, matplotlib.rc_context(SETTINGS):
            try:
                with marked_parts(self.figure), _pictures_whole(self.figure):
                    self.save(drawing, **kind)
            except TooLarge:
                is_large = True
                self._save_pixels(Path(path).with_suffix(".png"), kind)
        others = [remark for remark in heard if not ABOUT_FONTS.search(remark)]
        if is_large:
            fonts = [remark for remark in heard if remark not in others]
            self.remarks = [PIXELS.format(LARGEST // 1000), *others, *fonts[:1]]
            return
        self.remarks = others
        text = drawing.getvalue()
        start = text.index("<svg ")
        end = text.index(">", start) + 1
        style = "" if has_own_ground(self.figure, saved) else dark_style(text)
        body = MARKER_COLOUR.sub(r"\1", PICTURE_ID.sub("", text[end:]))
        Path(path).write_text(text[start:end] + style + body, encoding="utf-8")

    def _save_pixels(self, path: Path, kind: dict[str, Any]) -> None:
        """Save as PNG, in the size that the drawing would have."""
        width, height = self.figure.get_size_inches()
        most = (MOST_PIXELS / (width * height)) ** 0.5
        for dots in (FINE, COARSE, min(COARSE, COLUMN / width)):
            kind |= {"format": "png", "metadata": None, "dpi": min(dots, most)}
            self.save(path, **kind)
            if path.stat().st_size <= LARGEST:
                break


def size(path: Path) -> dict[str, str]:
    """Return the width and the height of a plot, in pixels of CSS."""
    if path.suffix != ".svg":
        return _size_of_pixels(path)
    head = path.read_text(encoding="utf-8")[:1000]
    found = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', head)
    if found is None:
        return {}
    width, height = (str(round(float(points) * 4 / 3)) for points in found.groups())
    return {"width": width, "height": height}


def _size_of_pixels(path: Path) -> dict[str, str]:
    from PIL import Image

    with Image.open(path) as image:
        dots = image.info.get("dpi", (COARSE, COARSE))
        pairs = zip(("width", "height"), image.size, dots, strict=True)
        return {name: str(round(COARSE * many / one)) for name, many, one in pairs}


@contextlib.contextmanager
def _pictures_whole(figure: Any) -> Iterator[None]:
    """Have pictures embedded pixel by pixel; enlarged they weigh ten times more."""
    pictures = [
        image
        for axes in figure.axes
        for image in axes.images
        if image.get_interpolation() in ("auto", "antialiased")
    ]
    before = [image.get_interpolation() for image in pictures]
    for image in pictures:
        image.set_interpolation("none")
    try:
        yield
    finally:
        for image, interpolation in zip(pictures, before, strict=True):
            image.set_interpolation(interpolation)


@contextlib.contextmanager
def _heard() -> Iterator[list[str]]:
    """Take what is warned of while a figure is drawn; the output of a cell is over."""
    heard: list[str] = []

    def remember(text: str) -> None:
        sentence = " ".join(text.split()).rstrip(".")
        if (remark := f"while a figure was drawn: {sentence}") not in heard:
            heard.append(remark)

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            remember(record.getMessage())

    logger = logging.getLogger("matplotlib")
    before, listener = logger.propagate, Listener(logging.WARNING)
    logger.addHandler(listener)
    logger.propagate = False
    try:
        with warnings.catch_warnings(record=True) as warned:
            # It is no error either where a note makes errors of warnings.
            warnings.filterwarnings("always", r"Glyph \d+")
            try:
                yield heard
            finally:
                for one in warned:
                    remember(f"{one.category.__name__}: {one.message}")
    finally:
        logger.removeHandler(listener)
        logger.propagate = before
