"""What the title of a note names: ``torch.gather: pick along a dimension``."""

from __future__ import annotations

import re


def call_of(title: str) -> str:
    """Return what a title names before its colon, which Chinese writes wide."""
    return re.split(r": |：", title, maxsplit=1)[0]
