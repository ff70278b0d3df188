"""A note as a Jupyter notebook, and as Markdown, with what it printed and plotted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ..adapters.gallery_scripts import remove_ignored_code
from ..adapters.sphinx_gallery import remove_config_comments
from ..notes.comment_stripping import strip_comments
from ..recordings.recording import Cell, Recording

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block


class Text(NamedTuple):
    """What a block of text says, as Markdown.

    Attributes
    ----------
    in_notebook, in_file : str
        In a notebook, and in a file beside the page: pictures are elsewhere.
    attachments : dict of str to dict of str to str
        The pictures that the cell of a notebook brings along: by name, what type each
        is of and its content in Base64.
    """

    in_notebook: str
    in_file: str
    attachments: dict[str, dict[str, str]]


class NoteCells:
    """The cells of a note.

    Parameters
    ----------
    blocks : list of Block
        The text and the code of the note.
    texts : dict of int to Text
        What each block of text says on the page.
    recording : Recording
        What each cell printed.
    plots : dict of int to list of str
        The plots of each cell that has a place on the page, as SVG.
    """

    def __init__(
        self,
        blocks: list[Block],
        texts: dict[int, Text],
        recording: Recording,
        plots: dict[int, list[str]],
    ) -> None:
        self.texts = texts
        self.code: dict[int, tuple[str, Cell, list[str]]] = {}
        run = 0
        for number, block in enumerate(blocks):
            if block.type == "code" and strip_comments(block.content):
                code = remove_config_comments(remove_ignored_code(block.content))
                ran, drawn = recording.cells[run], plots.get(run, [])
                run += 1
                if code.strip() or ran.output or drawn:  # Else all of it is ignored.
                    self.code[number] = code.strip("\n"), ran, drawn

    def notebook(self) -> str:
        """Return them as a Jupyter notebook."""
        cells: list[dict[str, Any]] = []
        run = 0
        for number in sorted({**self.texts, **self.code}):
            cell: dict[str, Any] = {"id": f"cell-{number}", "metadata": {}}
            if number in self.texts:
                text = self.texts[number]
                cell |= {"cell_type": "markdown", "source": text.in_notebook}
                cell |= {"attachments": text.attachments} if text.attachments else {}
            else:
                code, ran, plots = self.code[number]
                run += 1
                cell |= {
                    "cell_type": "code",
                    "execution_count": run,
                    "outputs": _outputs(ran, plots),
                    "source": code,
                }
            cells.append(cell)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        content = {
            "cells": cells,
            "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def markdown(self) -> str:
        """Return them as Markdown, with what they printed; plots are left out."""
        parts = []
        for number in sorted({**self.texts, **self.code}):
            if number in self.texts:
                parts.append(self.texts[number].in_file)
                continue
            code, ran, _ = self.code[number]
            parts.append(_fenced("python", code))
            parts += [_fenced("text", ran.output)] if ran.output else []
        return "\n\n".join(parts) + "\n"


def _fenced(language: str, text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"


def _outputs(cell: Cell, plots: list[str]) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    if cell.output:
        text = f"{cell.output}\n"
        shown.append({"name": "stdout", "output_type": "stream", "text": text})
    for plot in plots:
        data = {"image/svg+xml": plot}
        shown.append({"data": data, "metadata": {}, "output_type": "display_data"})
    return shown
