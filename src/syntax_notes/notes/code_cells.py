"""The cells of a script that hold code."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.sphinx_gallery import split_code_and_text_blocks

if TYPE_CHECKING:
    from ..adapters.sphinx_gallery import Block


def code_cells(script: Path) -> list[Block]:
    """Return them, in order, also those with nothing but comments."""
    return _code_cells(script, script.stat().st_mtime_ns)


@functools.lru_cache(maxsize=8)  # Who lays out a page asks again and again.
def _code_cells(script: Path, changed: int) -> list[Block]:
    blocks = split_code_and_text_blocks(script)
    return [block for block in blocks if block.type == "code"]
