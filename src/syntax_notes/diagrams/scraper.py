"""Trace what a note asks for: ``# sphinx_gallery_diagram = "torch.gather(t, 1, i)"``.

The image scraper traces the expression with the tensors of the run and keeps the trace
beside the page. The directive ``diagram``, which it puts on the page, draws it.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..adapters.sphinx_gallery import FAILED, extract_file_config
from ..backend import Backend, CannotTrace, backend_of
from ..event_order import BuilderInited
from ..notes.error_place import DECLARED_FAILURE, raise_at
from .drawing import Drawing
from .styles import VARIABLES, standalone_style
from .traces import Trace

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..adapters.sphinx_gallery import Block

ASKED = re.compile(r"^[ \t]*#\s*sphinx_gallery_diagram\b", re.MULTILINE)
CARD = "sphx_glr_{}_card.svg"
# Bytes, uncompressed.
LARGEST = 30_000


class DiagramError(Exception):
    """A note asks for a diagram that cannot be drawn; the message says why."""


class DiagramScraper:
    """Draws the diagram that a cell asks for: an image scraper of sphinx-gallery.

    Parameters
    ----------
    backend : Backend
        Traces expressions.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def __call__(
        self, block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any]
    ) -> str:
        """Return the directive that shows it; nothing if the cell has failed.

        Raises
        ------
        DiagramError
            If it cannot be drawn, with the line of the comment at the end of the
            traceback.
        """
        asked = list(ASKED.finditer(block.content))
        if not asked or {FAILED, DECLARED_FAILURE} & script_vars.keys():
            return ""
        line = block.lineno + block.content[: asked[-1].start()].count("\n")
        expression: object = None
        try:
            expression = _expression(block, len(asked))
            trace = self._trace(block, expression, script_vars["example_globals"])
            drawn = _draw(trace)
        except (DiagramError, CannotTrace) as error:
            raise_at(script_vars["src_file"], line, DiagramError(str(error)))
        except Exception as error:
            message = f"no diagram of {expression!r}: {type(error).__name__}: {error}"
            raise_at(script_vars["src_file"], line, DiagramError(message))
        path = Path(next(script_vars["image_path_iterator"])).with_suffix(".svg")
        path.write_text(drawn, encoding="utf-8")
        trace.write(path.with_suffix(".json"))
        card = path.with_name(CARD.format(Path(script_vars["src_file"]).stem))
        if not card.exists():
            small = Drawing(trace, compact=True).svg(VARIABLES + standalone_style())
            card.write_text(small, encoding="utf-8")
        kept = path.with_suffix(".json").relative_to(gallery_conf["src_dir"])
        return f"\n\n.. diagram:: /{kept.as_posix()}\n\n\n"

    def _trace(self, block: Block, expression: str, names: dict[str, Any]) -> Trace:
        output = assigned_name(block.content, expression)
        trace: Trace = self.backend.tracer()(expression, names, output or "out")
        if output and not _is_value(names.get(output), trace):
            raise DiagramError(
                f"after the cell, {expression!r} is not what the cell calls {output}; "
                "give it a name of its own"
            )
        return trace


def _expression(block: Block, comments: int) -> str:
    """Return what the comment of a cell holds."""
    if comments > 1:
        raise DiagramError("a cell can have one diagram; split it for another one")
    expression = extract_file_config(block.content).get("diagram")
    if not isinstance(expression, str):
        raise DiagramError(
            "sphinx_gallery_diagram must be one expression in quotes, as in "
            '# sphinx_gallery_diagram = "torch.gather(t, 1, index)"'
        )
    return expression


def _draw(trace: Trace) -> str:
    """Return the drawing as it stands alone."""
    svg = Drawing(trace).svg(VARIABLES + standalone_style())
    size = len(svg.encode())
    if size > LARGEST:
        raise DiagramError(
            f"the diagram of {trace.expression!r} is {size:,} bytes large, more than "
            f"{LARGEST:,}; use smaller tensors"
        )
    return svg


def assigned_name(code: str, expression: str) -> str:
    """Return the name that a cell gives to the value of an expression, if any."""
    try:
        wanted = ast.dump(ast.parse(expression.strip(), mode="eval").body)
    except SyntaxError:
        return ""  # The error is reported where it is traced.
    for statement in ast.walk(ast.parse(code)):
        if isinstance(statement, ast.Assign) and ast.dump(statement.value) == wanted:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                return target.id
    return ""


def _is_value(found: Any, trace: Trace) -> bool:
    """Tell whether a name of the note has the value that was traced."""
    shape = tuple(getattr(found, "shape", ()))
    if shape != trace.output.shape:
        return False
    pairs = zip(found.flatten().tolist(), trace.output.values, strict=True)
    return all(one == other or (one != one and other != other) for one, other in pairs)


def on_builder_inited(app: Sphinx) -> None:
    """Join the scrapers that conf.py names."""
    conf = app.config.sphinx_gallery_conf
    scraper = DiagramScraper(backend_of(app.config))
    conf["image_scrapers"] = (*conf["image_scrapers"], scraper)


def setup_scraper(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.DIAGRAMS)
