"""Time what the build spends on a diagram: `nox -s bench -- diagrams`.

Every diagram that a note asks for is traced and drawn again, on its page and on a card,
with the tensors of the note, in milliseconds. The first one is drawn twice, since torch
prepares itself in a first call.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import statistics
import sys
import time
from pathlib import Path
from types import ModuleType

import matplotlib as mpl
from contender import ROOT
from sphinx_gallery.py_source_parser import split_code_and_text_blocks

from syntax_notes.backends.pytorch.provenance import trace
from syntax_notes.diagrams.drawing import Drawing
from syntax_notes.diagrams.scraper import assigned_name
from syntax_notes.diagrams.styles import standalone_style

ASKED = re.compile(r'^# sphinx_gallery_diagram = "(.*)"$', re.MULTILINE)


def main() -> None:
    """Run each note up to its diagrams and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="drawings of each")
    rounds = parser.parse_args().rounds
    mpl.use("agg")
    style = standalone_style()
    medians: list[float] = []
    print(f"{'note':28} {'median':>8} {'largest':>8} {'bytes':>7}   expression")
    for script in sorted((ROOT / "examples").glob("*/*.py")):
        for expression, taken, size in _drawn(script, style, rounds):
            medians.append(statistics.median(taken))
            note = f"{script.parent.name}/{script.stem}"
            print(
                f"{note:28} {medians[-1]:5.1f} ms {max(taken):5.1f} ms {size:7}   "
                f"{expression}",
                flush=True,
            )
    print(f"{len(medians)} diagrams, {sum(medians):.0f} ms together")


def _drawn(script: Path, style: str, rounds: int) -> list[tuple[str, list[float], int]]:
    """Return the expression, the milliseconds and the bytes of each diagram."""
    found = []
    # Workers of a DataLoader look for the classes of a note in the main module.
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    names = vars(module)
    _, blocks = split_code_and_text_blocks(script)
    for block in blocks:
        if block.type != "code":
            continue
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block.content, script, "exec"), names)
        for expression in ASKED.findall(block.content):
            taken = []
            output = assigned_name(block.content, expression)
            for _ in range(rounds + 1):
                start = time.perf_counter()
                traced = trace(expression, names, output)
                svg = Drawing(traced).svg(style)
                Drawing(traced, compact=True).svg(style)
                taken.append((time.perf_counter() - start) * 1000)
            found.append((expression, taken[1:], len(svg.encode())))
    return found


if __name__ == "__main__":
    main()
