"""A note as a Jupyter notebook, and as Markdown, with what it printed and plotted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..adapters.gallery_scripts import remove_ignored_code
from ..adapters.sphinx_gallery import remove_config_comments
from ..notes.comment_stripping import strip_comments
from ..notes.prose import translate_pieces
from ..notes.prose_markdown import as_markdown
from ..recordings.recording import Cell, Recording

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block

Translate = Callable[[str], str]


def cells_of(
    blocks: list[Block],
    recording: Recording,
    plots: dict[int, list[str]],
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
    plots : dict of int to list of str
        The plots of each cell that has a place on the page, as SVG.
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
        else:
            code = remove_config_comments(remove_ignored_code(block.content))
            cell |= {"cell_type": "code", "source": code.strip("\n")}
            shown = []
            # Comments alone are shown, and do not run.
            has_run = bool(strip_comments(block.content))
            if has_run:
                shown = _outputs(recording.cells[run], plots.get(run, []))
                run += 1
            if not code.strip() and not shown:
                continue  # All of it is ignored.
            cell |= {"execution_count": run if has_run else None, "outputs": shown}
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


def _outputs(cell: Cell, plots: list[str]) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    if cell.output:
        text = f"{cell.output}\n"
        shown.append({"name": "stdout", "output_type": "stream", "text": text})
    for plot in plots:
        data = {"image/svg+xml": plot}
        shown.append({"data": data, "metadata": {}, "output_type": "display_data"})
    return shown
