"""A note as a Jupyter notebook, and as Markdown, with what it printed and plotted."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..adapters.gallery_scripts import remove_ignored_code
from ..adapters.sphinx_gallery import remove_config_comments
from ..notes.comment_stripping import strip_comments
from ..recordings.recording import Cell, Recording

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block

PICTURES = (".svg", ".png", ".gif")


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


NOTHING = Shown([], "")


class CodeCell(NamedTuple):
    """A cell of code.

    Attributes
    ----------
    code : str
        What is shown of it.
    ran : Cell or None
        What it printed; None for comments alone, which do not run.
    shown : Shown
        What it shows beside that.
    """

    code: str
    ran: Cell | None
    shown: Shown


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
    shown : dict of int to Shown
        What each cell that ran and has a place on the page shows beside that.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        texts: dict[int, Text],
        recording: Recording,
        shown: dict[int, Shown],
    ) -> None:
        self.texts = texts
        self.code: dict[int, CodeCell] = {}
        run = 0
        for number, block in enumerate(blocks):
            if block.type != "code":
                continue
            code = remove_config_comments(remove_ignored_code(block.content))
            cell = CodeCell(code.strip("\n"), None, NOTHING)
            if strip_comments(block.content):
                cell = cell._replace(
                    ran=recording.cells[run], shown=shown.get(run, NOTHING)
                )
                run += 1
            # Else all of it is ignored.
            if code.strip() or _outputs(cell, 0):
                self.code[number] = cell

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
                code = self.code[number]
                run += code.ran is not None
                cell |= {
                    "cell_type": "code",
                    "execution_count": run if code.ran is not None else None,
                    "outputs": _outputs(code, run),
                    "source": code.code,
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
            if ran is not None and ran.output:
                parts.append(_fenced("text", ran.output))
        return "\n\n".join(parts) + "\n"


def _fenced(language: str, text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"


def _outputs(code: CodeCell, run: int) -> list[dict[str, Any]]:
    outputs: list[dict[str, Any]] = []
    _, cell, shown = code
    if cell is None:
        return outputs
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
