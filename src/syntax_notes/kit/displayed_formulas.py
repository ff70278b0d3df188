"""The lines of a displayed formula, as LaTeX in one piece."""

from __future__ import annotations

import re


def join_lines(formulas: str) -> str:
    r"""Return the lines of a displayed formula as one, aligned where that is asked for.

    A blank line or ``\\`` begins the next line, ``&`` is where lines are aligned.
    """
    # Means the same, and the converter knows it.
    formulas = formulas.replace("{split}", "{aligned}")
    parts = [part.strip() for part in formulas.split("\n\n") if part.strip()]
    whole = r" \\ ".join(parts)
    outside = re.sub(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", "", whole, flags=re.DOTALL)
    lined = r"\\" in outside or re.search(r"(?<!\\)&", outside)
    return rf"\begin{{aligned}} {whole} \end{{aligned}}" if lined else whole
