"""Lay out the cells of a note: code, what it printed, and the checks behind it.

sphinx-gallery puts the code of a cell and then its output on the page. Here the
assertions at the end of the code follow the output, folded, with their number; the
output can be folded by the reader; and below the heading ``Predict it`` the whole cell
is folded, since its code gives the answer away. All of it is ``<details>``, which needs
no JavaScript; a script adds the switch that folds every output of the site.
"""

from __future__ import annotations

import ast
import functools
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from . import recordings
from .diagrams import diagram
from .wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

OUTPUT_CLASS = "sphx-glr-script-out"
# Holds the outputs of several devices, each of which has the class above.
OUTPUTS_CLASS = "device-outputs"
PREDICT_ID = "predict-it"
# The anchor of a cell's code, which headings are not always next to.
CELL_ID = "cell-"


class fold(nodes.General, nodes.Element):
    """A part of the page that folds.

    ``summary`` is its label, ``aside`` a quiet remark behind it, ``open`` its state.
    """


class note_facts(nodes.paragraph):
    """What the build knows of a note; a script adds a button and needs its words."""


def visit_note_facts(self: HTML5Translator, node: note_facts) -> None:
    """Hand the words of the button to the script."""
    predict, hint = _("Predict first"), _("Fold every output until you ask for it")
    self.body.append(
        f'<p class="{" ".join(node["classes"])}" data-predict="{escape(predict)}" '
        f'data-hint="{escape(hint)}">'
    )


def depart_note_facts(self: HTML5Translator, node: note_facts) -> None:
    """Close the paragraph."""
    self.body.append("</p>\n")


def visit_fold(self: HTML5Translator, node: fold) -> None:
    """Open ``<details>``."""
    state = " open" if node["open"] else ""
    classes = escape(" ".join(node["classes"]))
    aside = node.get("aside", "")
    remark = f' <span class="aside">{escape(aside)}</span>' if aside else ""
    self.body.append(
        f'<details class="{classes}"{state}>'
        f"<summary>{escape(node['summary'])}{remark}</summary>\n"
    )


def depart_fold(self: HTML5Translator, node: fold) -> None:
    """Close ``<details>``."""
    self.body.append("</details>\n")


def pass_fold(self: Any, node: fold) -> None:
    """Show what is folded, for writers that cannot fold."""


@functools.lru_cache(maxsize=256)  # Two extensions ask for that of a whole note.
def count_checks(source: str) -> int:
    """Count what a script proves.

    A check is an ``assert``, a call of ``assert_close``, or a ``try`` that fails unless
    something is raised.
    """
    return sum(map(_is_check, ast.walk(ast.parse(source))))


def _is_check(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", None) == "assert_close"
    if isinstance(node, ast.Try):
        return any(isinstance(statement, ast.Raise) for statement in node.orelse)
    return isinstance(node, ast.Assert)


def split_checks(code: str) -> tuple[str, str]:
    """Split the code of a cell where the assertions at its end begin.

    Returns
    -------
    code, checks : str, str
        All of the code and no checks, if there is nothing but assertions.
    """
    if "assert" not in code:
        return code, ""
    body = ast.parse(code).body
    first = len(body)
    while first > 0 and isinstance(body[first - 1], ast.Assert):
        first -= 1
    if first in (0, len(body)):
        return code, ""
    lines = code.splitlines()
    begin = body[first - 1].end_lineno or 0
    return "\n".join(lines[:begin]), "\n".join(lines[begin:]).strip("\n")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Lay out the cells of a page, if it is a note."""
    source = note_source(app, app.env.current_document.docname)
    if source is None:
        return
    try:
        count = count_checks(source.read_text(encoding="utf-8"))
    except SyntaxError:
        # The note has failed when it ran, with its line and message, and so will the
        # build.
        return
    for number, block in enumerate(code_blocks(doctree), 1):
        _lay_out(block, nodes.target(ids=[f"{CELL_ID}{number}"]))
    title = doctree.next_node(nodes.title)
    if title is not None:
        if count == 1:
            text = _("{count} check passed when this page was built")
        else:
            text = _("{count} checks passed when this page was built")
        text = text.format(count=count)
        facts = note_facts("", text, classes=["note-facts"])
        sentence = title.parent.index(title) + 1
        title.parent.insert(sentence + 1, facts)


def code_blocks(doctree: nodes.document) -> list[nodes.literal_block]:
    """Return the code of each cell of a note."""
    # sphinx-gallery spells the language of a cell with a capital; a code block in the
    # prose has a small letter.
    blocks = doctree.findall(nodes.literal_block)
    return [block for block in blocks if block.get("language") == "Python"]


def blocks_that_ran(doctree: nodes.document) -> list[nodes.literal_block]:
    """Return the code of each cell that has code, not only comments."""
    blocks = code_blocks(doctree)
    return [block for block in blocks if recordings.code_alone(block.astext())]


def note_name(docname: str) -> str:
    """Return the name of a note, ``<topic>/<note>``, from that of its page."""
    return "/".join(docname.split("/")[-2:])


def note_source(app: Sphinx, docname: str) -> Path | None:
    """Return the script that a page was made from; None if it is no note."""
    gallery = app.config.sphinx_gallery_conf["gallery_dirs"]
    script = Path(app.srcdir, f"{docname}.py")
    is_note = docname.startswith(f"{gallery}/") and script.exists()
    return script if is_note else None


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
    laid_out: list[nodes.Node] = [anchor, _code_like(block, code)]
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


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the switch on pages that have something to fold."""
    if doctree is not None and next(doctree.findall(fold), None) is not None:
        app.add_js_file("predict-first.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node and the handlers."""
    app.add_node(
        fold,
        html=(visit_fold, depart_fold),
        latex=(pass_fold, pass_fold),
        text=(pass_fold, pass_fold),
    )
    app.add_node(note_facts, html=(visit_note_facts, depart_note_facts))
    app.connect("doctree-read", on_doctree_read)
    app.connect("html-page-context", on_html_page_context)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
