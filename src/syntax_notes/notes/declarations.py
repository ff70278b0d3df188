"""What a cell says of devices and releases, in comments that are not on its page.

::

    # sphinx_gallery_fails_on = {"mps": "MPS has no float64."}
    # sphinx_gallery_differs_on = {"cuda": "A seed draws other numbers on a GPU."}
    # sphinx_gallery_differs_on = {"torch<2.14": "At a bound the gradient was 1."}
    # sphinx_gallery_claim = ["raises(lambda: t.gather(0, index.int()))"]

The first two give a reason, a sentence for readers, for each device or range of
releases. A claim is what people may have read of a call: an expression for each input
that it is put to the test with, true where the claim holds. It is evaluated after the
cell, with the names of the note and ``raises``.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..adapters.sphinx_gallery import extract_file_config
from ..places import PlaceError, asked_package, is_meant
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
        Why the cell raises, for each device or range of releases on which it must.
    differs_on : dict of str to str
        What a difference from the others teaches, for each device or range of releases.
    claim : tuple of str
        Expressions that are true where what people may have read holds; empty if the
        cell puts nothing to the test.
    """

    line: int
    fails_on: dict[str, str]
    differs_on: dict[str, str]
    claim: tuple[str, ...] = ()

    def why_fails(self, device: str, versions: Mapping[str, str]) -> list[str]:
        """Return why the cell raises somewhere; nothing if it must not."""
        return _reasons_for(self.fails_on, device, versions)

    def why_differs(self, device: str, versions: Mapping[str, str]) -> list[str]:
        """Return what a difference somewhere teaches; nothing if none is declared."""
        return _reasons_for(self.differs_on, device, versions)


def of_cell(content: str, line: int) -> Declared:
    """Read the declarations of a cell.

    Raises
    ------
    DeclarationError
        If one does not give a sentence for each device or range, or a claim is no
        expression.
    """
    conf = extract_file_config(content)
    fails_on, differs_on = _reasons(conf, "fails_on"), _reasons(conf, "differs_on")
    return Declared(line, fails_on, differs_on, _claim(conf))


def of_note(source: Path) -> list[Declared]:
    """Read the declarations of each cell of a note that has code."""
    return [
        of_cell(block.content, block.lineno)
        for block in code_cells(source)
        if strip_comments(block.content)
    ]


def may_fail(source: Path, line: int, device: str, versions: Mapping[str, str]) -> bool:
    """Tell whether the cell with a line may fail somewhere."""
    cells = [cell for cell in of_note(source) if cell.line <= line]
    return bool(cells and cells[-1].why_fails(device, versions))


def _reasons_for(
    reasons: Mapping[str, str], device: str, versions: Mapping[str, str]
) -> list[str]:
    """Return the reasons that are of a device with these versions."""
    return [
        reason for text, reason in reasons.items() if is_meant(text, device, versions)
    ]


def _reasons(conf: dict[str, object], name: str) -> dict[str, str]:
    reasons = conf.get(name, {})
    if not isinstance(reasons, dict) or not all(
        isinstance(text, str) and text.strip()
        for item in reasons.items()
        for text in item
    ):
        raise DeclarationError(
            f"sphinx_gallery_{name} must give a sentence for each device, or for a "
            f'range of releases, as in # sphinx_gallery_{name} = {{"mps": "MPS has no '
            'float64.", "torch<2.14": "The gradient was 1."}'
        )
    for text in reasons:
        try:
            asked_package(text)
        except PlaceError:
            raise DeclarationError(
                f"sphinx_gallery_{name} names {text!r}, which is neither a device nor "
                'a range of releases, such as "torch<2.14"'
            ) from None
    return reasons


def _claim(conf: dict[str, object]) -> tuple[str, ...]:
    asked = conf.get("claim", [])
    expressions = [asked] if isinstance(asked, str) else asked
    if isinstance(expressions, list) and all(map(_is_expression, expressions)):
        return tuple(expressions)
    raise DeclarationError(
        "sphinx_gallery_claim must give expressions, in a list, each true where the "
        'claim holds, as in # sphinx_gallery_claim = ["raises(lambda: t[index])"]'
    )


def _is_expression(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(ast.parse(text.strip(), mode="eval"))
    except SyntaxError:
        return False
