"""Keep the plots of a note as SVG that can be read on a light and on a dark page."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..adapters.sphinx_gallery import save_figures

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block

# Text is kept as text, and names of shapes do not change from run to run.
SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "syntax-notes"}
# What Matplotlib draws black or white by default, for a page that is dark.
DARK = (
    "<style>svg{color-scheme:light dark}@media(prefers-color-scheme:dark){"
    '[style*="stroke: #000000"],[style*="stroke:#000000"]{stroke:#ddd!important}'
    'text,[style*="fill: #000000"]{fill:#ddd!important}'
    '[style*="fill: #ffffff"]{fill:#131416!important}'
    '[style*="stroke: #ffffff"]{stroke:#131416!important}'
    "}</style>"
)


# Of a picture in a plot; nothing refers to it, and two that are alike have the same.
PICTURE_ID = re.compile(r' id="image[0-9a-f]+"')


def scrape_plots(
    block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
) -> str:
    """Save the open figures: an image scraper of sphinx-gallery.

    Returns
    -------
    str
        The reStructuredText that shows them. The title of a figure is its text
        alternative.
    """
    import matplotlib
    from matplotlib import pyplot

    if not pyplot.get_fignums():
        return ""  # As most cells; only to copy the settings takes half a millisecond.
    _keep_pixels()
    images = script_vars["image_path_iterator"]
    before = len(images)
    with matplotlib.rc_context(SETTINGS):
        shown = save_figures(
            block, script_vars, gallery_conf, format="svg", metadata={"Date": None}
        )
    for path in images.paths[before:]:
        _finish(Path(path).with_suffix(".svg"), _title(shown, Path(path).stem))
    return shown


def size(path: Path) -> dict[str, str]:
    """Return the width and the height of a plot, in pixels of CSS."""
    head = path.read_text(encoding="utf-8")[:1000]
    found = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', head)
    if found is None:
        return {}
    width, height = (str(round(float(points) * 4 / 3)) for points in found.groups())
    return {"width": width, "height": height}


def _keep_pixels() -> None:
    """Have pictures embedded pixel by pixel; enlarged they weigh ten times more."""
    from matplotlib import pyplot

    for number in pyplot.get_fignums():
        for axes in pyplot.figure(number).axes:
            for image in axes.images:
                if image.get_interpolation() in ("auto", "antialiased"):
                    image.set_interpolation("none")


def _title(shown: str, image: str) -> str:
    """Return the text alternative that stands below an image."""
    _, _, rest = shown.partition(f"{image}.svg")
    line = next((line for line in rest.splitlines() if ":alt:" in line), "")
    return line.partition(":alt:")[2].strip()


def _finish(path: Path, title: str) -> None:
    """Give a plot its text alternative, and colours for a dark page."""
    text = path.read_text(encoding="utf-8")
    start = text.index("<svg ")
    end = text.index(">", start) + 1
    label = f' role="img" aria-label="{escape(title)}">'
    text = text[start : end - 1] + label + DARK + PICTURE_ID.sub("", text[end:])
    path.write_text(text, encoding="utf-8")
