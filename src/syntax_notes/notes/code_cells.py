"""The blocks of a script, and among them the cells that hold code."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx_gallery import split_code_and_text_blocks
from .comment_stripping import strip_comments

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block


def blocks_of(script: Path) -> tuple[Block, ...]:
    """Return the blocks of text and of code of a script, in order."""
    return _blocks_of(script, script.stat().st_mtime_ns)


@functools.lru_cache(maxsize=256)  # Who reads and writes a page asks again and again.
def _blocks_of(script: Path, changed: int) -> tuple[Block, ...]:
    return tuple(split_code_and_text_blocks(script))


def code_that_runs(script: Path) -> list[str]:
    """Return the code of each cell that runs, without comments, as recordings have it.

    A cell with nothing but comments is none.
    """
    return [*filter(None, (strip_comments(one.content) for one in code_cells(script)))]


def code_cells(script: Path) -> list[Block]:
    """Return the cells, in order, also those with nothing but comments."""
    return [block for block in blocks_of(script) if block.type == "code"]
