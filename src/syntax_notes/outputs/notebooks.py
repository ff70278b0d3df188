"""A note as a Jupyter notebook, and as Markdown, with what it printed and plotted."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..adapters.sphinx_gallery import remove_config_comments
from ..notes.comment_stripping import strip_comments
from ..notes.prose import translate_pieces
from ..notes.prose_markdown import as_markdown
from ..recordings.recording import Cell, Recording

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block

PICTURES = (".svg", ".png", ".gif")


class Shown(NamedTuple):
    """What a cell shows beside what it printed.

    Attributes
    ----------
    plots : list of pathlib.Path
        Its plots, with one of :data:`PICTURES` as suffix.
    html : str
        The value of its last line as HTML; empty if it is text.
    """

    plots: list[Path]
    html: str


Translate = Callable[[str], str]


def cells_of(
    blocks: list[Block],
    recording: Recording,
    shown: list[Shown],
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
    shown : list of Shown
        What each cell shows beside it.
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
            run += 1
            outputs = _outputs(recording.cells[run - 1], shown[run - 1], run)
            cell |= {
                "cell_type": "code",
                "execution_count": run,
                "outputs": outputs,
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
        printed = "".join(map(_text, cell["outputs"]))
        if printed:
            parts.append(f"```text\n{printed}```")
    return "\n\n".join(parts) + "\n"


def _text(output: dict[str, Any]) -> str:
    """Return an output as text; a plot has none."""
    if output["output_type"] == "stream":
        return str(output["text"])
    value = output["data"].get("text/plain", "")
    return f"{value}\n" if value else ""


def _outputs(cell: Cell, shown: Shown, run: int) -> list[dict[str, Any]]:
    outputs: list[dict[str, Any]] = []
    printed = cell.stdout.rstrip("\n") if shown.html else cell.output
    if printed.strip():
        text = f"{printed}\n"
        outputs.append({"name": "stdout", "output_type": "stream", "text": text})
    for plot in shown.plots:
        data = _picture(plot)
        outputs.append({"data": data, "metadata": {}, "output_type": "display_data"})
    if shown.html:
        data = {"text/html": shown.html, "text/plain": cell.repr}
        value = {"data": data, "metadata": {}, "output_type": "execute_result"}
        outputs.append(value | {"execution_count": run})
    return outputs


def _picture(path: Path) -> dict[str, str]:
    """Return a picture by its type: a drawing as text, pixels in base 64."""
    if path.suffix == ".svg":
        return {"image/svg+xml": path.read_text(encoding="utf-8")}
    pixels = base64.b64encode(path.read_bytes()).decode("ascii")
    return {f"image/{path.suffix[1:]}": pixels}
