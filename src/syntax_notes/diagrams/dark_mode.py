"""How a plot looks on a dark page: its data as on a light one, the rest turned.

Text, the frame (spines, ticks, legends, tables) and the white ground change. What shows
data keeps its colours, with the text that stands on it; where they could not be told
from the ground, it gets a bright rim. A figure with a ground of its own stays as it is.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

GROUND, FOREGROUND = "#131416", "#ddd"
# The names of groups in the SVG: of the frame, of text that stands on data, and of data
# that are hard to see.
FRAME, KEPT, RIMMED = "frame-", "kept-", "rimmed-"
# Matplotlib names the groups of axes.
FRAMES = (FRAME, "matplotlib.axis", "axis3d", "grid3d")
IN_FRAME = ",".join(f'[id^="{name}"]' for name in FRAMES)
# The lowest contrasts that WCAG 2.2 allows, for text and for graphics.
READABLE, VISIBLE = 4.5, 3.0
OPAQUE = 0.9
RIM = f"drop-shadow(0 0 1px {FOREGROUND})"
FILL = re.compile(r"\bfill: (#[0-9a-f]{6})")
STROKE = re.compile(r"\bstroke: (#[0-9a-f]{6})")
SVG = "{http://www.w3.org/2000/svg}"


@contextlib.contextmanager
def marked_parts(figure: Any) -> Iterator[None]:
    """Give the parts of a figure names by which :func:`dark_style` finds them.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Its artists have the names that they had when this is left.
    """
    kinds = dict.fromkeys(_dark_data(figure), RIMMED)
    kinds |= dict.fromkeys(_frame(figure), FRAME)
    kinds |= dict.fromkeys(_text_on_data(figure), KEPT)
    before = [(artist, artist.get_gid()) for artist in kinds]
    for number, (artist, kind) in enumerate(kinds.items()):
        artist.set_gid(f"{kind}{number}")
    try:
        yield
    finally:
        for artist, name in before:
            artist.set_gid(name)


def dark_style(svg: str) -> str:
    """Return the style of a plot whose parts are marked, for its beginning."""
    rest = f':not([id^="{KEPT}"] *)'
    rules = [
        f":is(text,text~rect){rest}{{fill:{FOREGROUND};stroke:{GROUND};stroke-width:2px;"
        "stroke-linejoin:round;paint-order:stroke}",
        f':is({IN_FRAME}) path[style*="fill: #ffffff"]{{fill:{GROUND}!important}}',
        f'[id^="{RIMMED}"]{{filter:{RIM} {RIM}}}',
        '[id^="pane3d"] path{opacity:.1!important}',
    ]
    words, lines = _colours_in(svg)
    for colour, turned in _turned(words):
        here = f'[style*="fill: {colour}"]'
        chosen = f":is(text{here},tspan{here},{here}>text,{here}>text~rect)"
        rules.append(f"{chosen}{rest}{{fill:{turned}!important}}")
    for colour, turned in _turned(lines):
        chosen = f':is({IN_FRAME}) [style*="stroke: {colour}"]'
        rules.append(f"{chosen}{{stroke:{turned}!important}}")
    return (
        "<style>svg{color-scheme:light dark}"
        f"@media(prefers-color-scheme:dark){{{''.join(rules)}}}</style>"
    )


def has_own_ground(figure: Any, saved: object) -> bool:
    """Tell whether a figure is drawn on another ground than white or none.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    saved : object
        The colour that it is saved with; ``"auto"`` for that of the figure.
    """
    from matplotlib.colors import to_rgba

    colour = figure.get_facecolor() if saved == "auto" else saved
    *rgb, alpha = to_rgba(colour)
    return bool(alpha) and rgb != [1, 1, 1]


def _artists(artist: Any) -> Iterator[Any]:
    """Yield what a figure is made of, but for its axes: their parts have a group."""
    from matplotlib.axis import Axis

    yield artist
    for child in artist.get_children():
        if not isinstance(child, Axis):
            yield from _artists(child)


def _frame(figure: Any) -> Iterator[Any]:
    """Yield the grounds, the spines, and the boxes around text."""
    from matplotlib.spines import Spine
    from matplotlib.table import Cell
    from matplotlib.text import Text

    for artist in _artists(figure):
        parts = [getattr(artist, name, None) for name in ("patch", "legendPatch")]
        if isinstance(artist, Text):
            parts += [artist.get_bbox_patch(), getattr(artist, "arrow_patch", None)]
        elif isinstance(artist, Spine | Cell):
            parts = [artist]
        yield from (part for part in parts if part is not None)


def _text_on_data(figure: Any) -> Iterator[Any]:
    """Yield the text whose middle is on something that keeps its colour."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.set_canvas(canvas)  # It may be another, which the note has chosen.
    for axes in figure.axes:
        axes.viewLim  # noqa: B018  Matplotlib scales the axes when it is asked for.
        data = [*axes.images, *axes.collections, *axes.patches]
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
            own = [axes.patch] if _is_coloured(axes.patch) else []
            is_boxed = _is_coloured(text.get_bbox_patch())
            if is_boxed or any(_covers(one, middle, renderer) for one in data + own):
                yield text


def _is_coloured(patch: Any) -> bool:
    """Tell whether a patch, if there is one, has another colour than white."""
    if patch is None:
        return False
    *rgb, alpha = patch.get_facecolor()
    return bool(alpha >= OPAQUE and rgb != [1, 1, 1])


def _covers(artist: Any, point: tuple[float, float], renderer: Any) -> bool:
    """Tell whether an artist hides what is behind a point."""
    from matplotlib.collections import QuadMesh
    from matplotlib.image import AxesImage
    from matplotlib.patches import Patch

    if not artist.get_visible() or (artist.get_alpha() or 1) < OPAQUE:
        return False
    if isinstance(artist, Patch):
        is_filled = artist.get_fill() and artist.get_facecolor()[3] >= OPAQUE
        return bool(is_filled and artist.contains_point(point))
    is_map = isinstance(artist, AxesImage | QuadMesh)
    return is_map and bool(artist.get_window_extent(renderer).contains(*point))


def _dark_data(figure: Any) -> Iterator[Any]:
    """Yield the artists with a colour that can hardly be told from a dark ground."""
    from matplotlib.collections import Collection
    from matplotlib.colors import to_rgba_array

    for artist in _artists(figure):
        colours = to_rgba_array(_colours(artist))
        shown = [rgb for *rgb, alpha in colours if alpha]
        hidden = (_contrast(rgb) < VISIBLE for rgb in shown)
        # The colours of a map tell an order.
        is_map = isinstance(artist, Collection) and artist.get_array() is not None
        if shown and (all(hidden) if is_map else any(hidden)):
            yield artist


def _colours(artist: Any) -> Any:
    """Return the colours of what shows data; of lines, where nothing is filled."""
    from matplotlib.collections import Collection
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    if isinstance(artist, Line2D):
        return [artist.get_color(), artist.get_markerfacecolor()]
    if isinstance(artist, Patch):
        is_filled = artist.get_fill()
        return artist.get_facecolor() if is_filled else artist.get_edgecolor()
    if isinstance(artist, Collection):
        faces = artist.get_facecolor()
        return faces if len(faces) else artist.get_edgecolor()
    return []


def _colours_in(svg: str) -> tuple[set[str], set[str]]:
    """Return the colours of text, and those of the lines of the frame."""
    words: set[str] = set()
    lines: set[str] = set()
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if group.find(f"{SVG}text") is not None:
            for part in group.iter():
                words |= set(FILL.findall(part.get("style", "")))
        if group.get("id", "").startswith(FRAMES):
            for part in group.iter():
                lines |= set(STROKE.findall(part.get("style", "")))
    return words, lines


def _turned(colours: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the colours that cannot be read on the ground, each with one that can."""
    for colour in sorted(colours):
        rgb = _parse(colour)
        is_gray = len(set(rgb)) == 1
        if _contrast(rgb) < READABLE:
            while _contrast(rgb) < READABLE:
                rgb = [value + (1 - value) / 10 for value in rgb]
            lighter = "".join(f"{round(255 * value):02x}" for value in rgb)
            yield colour, FOREGROUND if is_gray else f"#{lighter}"


def _parse(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _luminance(rgb: Sequence[float]) -> float:
    """Return the relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(rgb: Sequence[float]) -> float:
    """Return the contrast of a colour with the ground of a dark page."""
    one, other = _luminance(rgb), _luminance(_parse(GROUND))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
