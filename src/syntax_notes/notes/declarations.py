"""What a cell says of devices, in comments that are not on its page.

::

    # sphinx_gallery_fails_on = {"mps": "MPS has no float64."}
    # sphinx_gallery_differs_on = {"cuda": "A seed draws other numbers on a GPU."}

Both give a reason, a sentence for readers, for each device.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..adapters.sphinx_gallery import extract_file_config
from .code_cells import code_cells
from .comment_stripping import strip_comments


class DeclarationError(Exception):
    """A declaration that cannot be understood; the message says how to write it."""


@dataclass(frozen=True)
class Declared:
    """What a cell declares.

    Attributes
    ----------
    line : int
        The first line of the cell in the note, counted from 1.
    fails_on : dict of str to str
        Why the cell raises, for each device on which it must.
    differs_on : dict of str to str
        What a difference from the other devices teaches, for each device.
    """

    line: int
    fails_on: dict[str, str]
    differs_on: dict[str, str]


def of_cell(content: str, line: int) -> Declared:
    """Read the declarations of a cell.

    Raises
    ------
    DeclarationError
        If one is not a dict that gives a sentence for each device.
    """
    conf = extract_file_config(content)
    return Declared(line, _reasons(conf, "fails_on"), _reasons(conf, "differs_on"))


def of_note(source: Path) -> list[Declared]:
    """Read the declarations of each cell of a note that has code."""
    return [
        of_cell(block.content, block.lineno)
        for block in code_cells(source)
        if strip_comments(block.content)
    ]


def reason_to_fail(source: Path, line: int, device: str) -> str:
    """Return why the cell with a line may fail on a device; empty if it may not."""
    cells = [cell for cell in of_note(source) if cell.line <= line]
    return cells[-1].fails_on.get(device, "") if cells else ""


def _reasons(conf: dict[str, object], name: str) -> dict[str, str]:
    reasons = conf.get(name, {})
    if not isinstance(reasons, dict) or not all(
        isinstance(text, str) and text.strip()
        for item in reasons.items()
        for text in item
    ):
        raise DeclarationError(
            f"sphinx_gallery_{name} must give a sentence for each device, as in "
            f'# sphinx_gallery_{name} = {{"mps": "MPS has no float64."}}'
        )
    return reasons
