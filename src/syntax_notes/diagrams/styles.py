"""The style of a drawing that stands alone, such as on a card."""

from __future__ import annotations

import re
from pathlib import Path

STYLESHEET = Path(__file__).parent / "static" / "diagram.css"
RULE = re.compile(r"^\.diagram svg ([^\s{][^{]*\{[^}]*\})", re.MULTILINE)
# The variables of a drawing that stands alone, which on a page are those of the theme.
VARIABLES = (
    "svg{color-scheme:light dark;--fg:#222;--line:#777;--on:#0a4bff;--tint:.4}"
    "@media(prefers-color-scheme:dark){svg{--fg:#ddd;--line:#999;--on:#3d94ff;--tint:.3}}"
)


def standalone_style() -> str:
    """Return the rules of the stylesheet that a drawing needs, without white space."""
    text = STYLESHEET.read_text(encoding="utf-8")
    return re.sub(r"\s*([{}:;,>])\s*|\n\s*", r"\1", "".join(RULE.findall(text)))
