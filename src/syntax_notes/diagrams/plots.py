"""Keep the plots of a note, each with its title as text alternative."""

from __future__ import annotations

import re
import traceback
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..adapters.sphinx_gallery import FAILED, save_figures
from ..notes.error_place import raise_at
from .figure_files import FigureFile
from .figure_remarks import write_remarks

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block


class FigureError(Exception):
    """A figure cannot be drawn; the message says why."""


def scrape_plots(
    block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
) -> str:
    """Save the open figures: an image scraper of sphinx-gallery.

    Returns
    -------
    str
        The reStructuredText that shows them. The title of a figure is its text
        alternative.

    Raises
    ------
    FigureError
        If one cannot be drawn; its traceback ends in the first line of the cell, or in
        that of a function of the note which was called.
    """
    from matplotlib import pyplot

    if not pyplot.get_fignums():
        return ""  # As most cells.
    if FAILED in script_vars:
        pyplot.close("all")
        return ""
    images = script_vars["image_path_iterator"]
    before = len(images)
    source, line = script_vars["src_file"], _first_line(block)
    files = [FigureFile(pyplot.figure(number)) for number in pyplot.get_fignums()]
    for file in files:
        file.figure.savefig = file
    try:
        shown = save_figures(
            block, script_vars, gallery_conf, format="svg", metadata={"Date": None}
        )
    except Exception as error:
        raise_at(source, _line_of(error, source) or line, FigureError(_explain(error)))
    finally:
        pyplot.close("all")
        for file in files:
            del file.figure.savefig
    for path, file in zip(map(Path, images.paths[before:]), files, strict=True):
        write_remarks(path, line, file.remarks)
        drawing = path.with_suffix(".svg")
        if drawing.exists():
            _label(drawing, _title(shown, path.stem))
        elif path.exists():
            shown = re.sub(rf"({re.escape(path.stem)}\w*)\.svg", r"\1.png", shown)
    return shown


def _first_line(block: Block) -> int:
    """Return the line of the note in which the code of a cell begins."""
    begins: int = block.lineno
    for number, line in enumerate(block.content.splitlines()):
        if line.strip() and not line.lstrip().startswith("#"):
            return begins + number
    return begins


def _line_of(error: Exception, source: str) -> int:
    """Return the line of a note at which drawing it failed; 0 if at none."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((one.lineno or 0 for one in frames if one.filename == source), 0)


def _explain(error: Exception) -> str:
    """Say in a sentence why a figure was not drawn; a line may hold but a caret."""
    lines = (line.strip(" ^") for line in str(error).splitlines())
    message = " ".join(filter(None, lines))
    return f"a figure cannot be drawn: {type(error).__name__}: {message}"


def _title(shown: str, image: str) -> str:
    """Return the text alternative that stands below an image."""
    _, _, rest = shown.partition(f"{image}.svg")
    line = next((line for line in rest.splitlines() if ":alt:" in line), "")
    return line.partition(":alt:")[2].strip()


def _label(path: Path, title: str) -> None:
    """Give a drawing its text alternative."""
    text = path.read_text(encoding="utf-8")
    label = f'role="img" aria-label="{escape(title)}" '
    path.write_text(text.replace("<svg ", f"<svg {label}", 1), encoding="utf-8")
