"""A note as a Jupyter notebook, and as Markdown, with what it printed and plotted."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..adapters.sphinx_gallery import remove_config_comments
from ..notes.comment_stripping import strip_comments
from ..notes.prose import translate_pieces
from ..notes.prose_markdown import as_markdown
from ..recordings.recording import Cell, Recording

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block

PICTURES = (".svg", ".png", ".gif")
Translate = Callable[[str], str]


def cells_of(
    blocks: list[Block],
    recording: Recording,
    plots: list[list[Path]],
    translate: Translate,
    title_of: Translate,
) -> list[dict[str, Any]]:
    """Return the cells of a note as a Jupyter notebook has them, with their outputs.

    Parameters
    ----------
    blocks : list of Block
        The text and the code of the note.
    recording : Recording
        What each cell printed.
    plots : list of list of pathlib.Path
        The plots of each cell, with one of :data:`PICTURES` as suffix.
    translate : callable
        Returns the translation of a message.
    title_of : callable
        Returns the title of the note that a label leads to; empty if it leads to none.
    """
    cells: list[dict[str, Any]] = []
    run = 0
    for number, block in enumerate(blocks):
        cell: dict[str, Any] = {"id": f"cell-{number}", "metadata": {}}
        if block.type == "text":
            text = as_markdown(translate_pieces(block.content, translate), title_of)
            cell |= {"cell_type": "markdown", "source": text}
        elif strip_comments(block.content):
            code = remove_config_comments(block.content).strip("\n")
            shown = _outputs(recording.cells[run], plots[run])
            run += 1
            cell |= {
                "cell_type": "code",
                "execution_count": run,
                "outputs": shown,
                "source": code,
            }
        else:
            continue
        cells.append(cell)
    return cells


def notebook(cells: list[dict[str, Any]]) -> str:
    """Return cells as a Jupyter notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def markdown(cells: list[dict[str, Any]]) -> str:
    """Return cells as Markdown, with what they printed; plots are left out."""
    parts = []
    for cell in cells:
        if cell["cell_type"] == "markdown":
            parts.append(cell["source"])
            continue
        parts.append(f"```python\n{cell['source']}\n```")
        printed = [one for one in cell["outputs"] if one["output_type"] == "stream"]
        parts += [f"```text\n{one['text']}```" for one in printed]
    return "\n\n".join(parts) + "\n"


def _outputs(cell: Cell, plots: list[Path]) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    if cell.output:
        text = f"{cell.output}\n"
        shown.append({"name": "stdout", "output_type": "stream", "text": text})
    for plot in plots:
        data = _picture(plot)
        shown.append({"data": data, "metadata": {}, "output_type": "display_data"})
    return shown


def _picture(path: Path) -> dict[str, str]:
    """Return a picture by its type: a drawing as text, pixels in base 64."""
    if path.suffix == ".svg":
        return {"image/svg+xml": path.read_text(encoding="utf-8")}
    pixels = base64.b64encode(path.read_bytes()).decode("ascii")
    return {f"image/{path.suffix[1:]}": pixels}
