"""Lay out the cells of a note: code, what it printed, and the checks behind it.

sphinx-gallery puts the code of a cell and then its output on the page. Here the
assertions at the end of the code follow the output, folded, with their number; the
output can be folded by the reader; and below the heading ``Predict it`` the whole cell
is folded, since its code gives the answer away.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ..adapters.sphinx_gallery import (
    CELL_LANGUAGE,
    OUTPUT_CLASS,
    SOURCE_LINES,
    image_nodes,
)
from ..diagrams.directive import diagram
from ..event_order import DoctreeRead
from ..kit.below_title import below_sentence
from ..notes.checks import count_checks, split_checks
from ..notes.code_cells import code_cells
from ..notes.comment_stripping import strip_comments
from ..notes.note_files import note_of, read_script
from ..wording import _
from .folds import fold, note_facts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Holds the outputs of several devices, each of which has the class of an output.
OUTPUTS_CLASS = "device-outputs"
PREDICT_ID = "predict-it"
# The anchor of a cell's code, which headings are not always next to.
CELL_ID = "cell-"


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Lay out the cells of a page, if it is a note."""
    note = note_of(app.env, app.env.current_document.docname)
    if note is None:
        return
    try:
        count = count_checks(read_script(note.script))
    except SyntaxError:
        # The note has failed when it ran, with its line and message, and so will the
        # build.
        return
    for number, block in enumerate(code_blocks(doctree, note.script).values(), 1):
        _lay_out(block, nodes.target(ids=[f"{CELL_ID}{number}"]))
    title = doctree.next_node(nodes.title)
    if title is not None:
        if count == 1:
            text = _("{count} check passed when this page was built")
        else:
            text = _("{count} checks passed when this page was built")
        text = text.format(count=count)
        facts = note_facts("", text, classes=["note-facts"])
        title.parent.insert(below_sentence(title), facts)


def code_blocks(
    doctree: nodes.document, script: Path
) -> dict[int, nodes.literal_block]:
    """Return the code of each cell of a note, by the line that the cell begins in.

    Prose may have code in the same language. A remark of sphinx-gallery stands in front
    of each cell and says which lines of the script it is made from.
    """
    lines = {block.lineno for block in code_cells(script)}
    blocks: dict[int, nodes.literal_block] = {}
    line = 0
    for node in doctree.findall():
        if isinstance(node, nodes.comment):
            mark = SOURCE_LINES.fullmatch(f".. {node.astext()}")
            line = int(mark["first"]) if mark is not None else line
        elif (
            line in lines
            and isinstance(node, nodes.literal_block)
            and node.get("language") == CELL_LANGUAGE
        ):
            blocks.setdefault(line, node)
    return blocks


def blocks_that_ran(
    doctree: nodes.document, script: Path
) -> dict[int, nodes.literal_block]:
    """Return the code of each cell that ran, by its number, counted from 0.

    A cell with nothing but comments is none. One whose code is ignored has run, and has
    no code on the page; if it is the last, it has no place there either.
    """
    shown = code_blocks(doctree, script)
    ran = (block for block in code_cells(script) if strip_comments(block.content))
    return {
        number: shown[block.lineno]
        for number, block in enumerate(ran)
        if block.lineno in shown
    }


def nodes_of_cell(block: nodes.literal_block) -> list[nodes.Node]:
    """Return the code of a cell and what follows it: pictures and output."""
    siblings = block.parent.children
    cell: list[nodes.Node] = [block]
    for sibling in siblings[block.parent.index(block) + 1 :]:
        # A comment with the line numbers stands in front of each cell.
        if isinstance(sibling, nodes.comment | nodes.section | nodes.target):
            break
        cell.append(sibling)
    return cell


def images_of_cell(block: nodes.literal_block) -> list[str]:
    """Return the places of a cell's figures, which may stand in a list."""
    images: list[nodes.Element] = []
    for node in nodes_of_cell(block):
        images += node.findall(nodes.image)
        # Where pages are left as sphinx-gallery writes them.
        images += image_nodes(node)
    return [image["uri"].lstrip("/") for image in images]


def _lay_out(block: nodes.literal_block, anchor: nodes.target) -> None:
    parent = block.parent
    index = parent.index(block)
    cell = nodes_of_cell(block)
    if PREDICT_ID in parent["ids"]:
        answer = fold(summary=_("Show the answer"), open=False, classes=["answer"])
        for node in cell:
            answer += node.deepcopy()
            if aside := _aside(node):
                answer += nodes.paragraph(aside, aside, classes=["aside"])
        parent[index : index + len(cell)] = [anchor, answer]
        return
    code, checks = split_checks(block.astext())
    laid_out: list[nodes.Node] = [anchor]
    if code.strip():  # All of it may be for sphinx-gallery, or ignored.
        laid_out.append(_code_like(block, code))
    # A diagram gives the output away, so it folds with it, below it.
    drawn = [node for node in cell[1:] if isinstance(node, diagram)]
    shown = [node for node in cell[1:] if is_output(node)]
    laid_out += [node for node in cell[1:] if node not in drawn + shown]
    if shown or drawn:
        aside = _aside(shown[0]) if shown else ""
        output = fold(summary=_("Output"), aside=aside, open=True, classes=["output"])
        output += [node.deepcopy() for node in (*shown, *drawn)]
        laid_out.append(output)
    if checks:
        number = count_checks(checks)
        label = _("{count} check passed") if number == 1 else _("{count} checks passed")
        label = label.format(count=number)
        folded = fold(summary=label, open=False, classes=["checks"])
        folded += _code_like(block, checks)
        laid_out.append(folded)
    parent[index : index + len(cell)] = laid_out


def is_output(node: nodes.Node) -> bool:
    """Tell whether a node is what a cell printed, on one device or on several."""
    return isinstance(node, nodes.Element) and bool(
        {OUTPUT_CLASS, OUTPUTS_CLASS} & set(node["classes"])
    )


def _aside(node: nodes.Node) -> str:
    return str(node.get("aside", "")) if isinstance(node, nodes.Element) else ""


def _code_like(block: nodes.literal_block, code: str) -> nodes.literal_block:
    """Return a block of code with the settings of another."""
    return nodes.literal_block(code, code, **block.attributes)


def setup_cells(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.CELLS)
