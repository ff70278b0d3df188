"""What a page and a notebook show of a script, in a form that can be compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from tests.support.pages import read

# What each site puts around a script: facts, links, times, downloads, a signature.
AROUND = {
    *("note-facts", "note-devices", "note-place", "note-downloads", "related-notes"),
    *("sphx-glr-footer", "sphx-glr-timing", "sphx-glr-signature", "whole-output"),
    *("sphx-glr-download-link-note", "sphx-glr-example-tags", "headerlink", "linenos"),
    "backrefs",
}
UNSEEN = {"summary", "script", "style"}
CODE, OUTPUT, HTML_OUTPUT = "highlight-Python", "sphx-glr-script-out", "output_html"
FIGURE = "sphx_glr_"
INLINE = {"em", "strong", "sub", "sup", "kbd", "abbr", "cite", "code", "a"}
BLOCKS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "tr", "th", "td", "blockquote", "figure", "figcaption"),
    *("aside", "hr"),
}
# Classes that say what a block is.
KINDS = {
    *("admonition", "line-block", "line", "topic", "sidebar", "footnote", "citation"),
    *("rubric", "epigraph", "attribution", "centered", "versionadded", "deprecated"),
    *("versionchanged", "own-class", "compound", "special", "admonition-title"),
}
WORD = re.compile(r"[^\W_]+")


@dataclass
class Cell:
    """A cell as a page shows it: its code, and what it printed and plotted.

    Attributes
    ----------
    prose : list of str
        The blocks above it, one a line, further in for what is inside another.
    formulas : list of str
        The formulas in them, as LaTeX; where a page holds no LaTeX, empty strings.
    """

    code: str = ""
    output: str = ""
    figures: int = 0
    prose: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The words of the prose."""
        return " ".join(map(_words, self.prose)).split()


@cache
def read_page(path: Path) -> list[Cell]:
    """Return the cells of a page; the last has the prose at the end, and no code.

    A script of one cell has its output above its code in stock; it counts as below.
    """
    body = read(path).select_one("[role=main]")
    assert body is not None, path
    cells = [Cell()]
    _read(body, cells, 0)
    return cells


def _read(parent: Tag, cells: list[Cell], depth: int) -> None:
    text = ""

    def end_text() -> None:
        nonlocal text
        if text.strip():
            cells[-1].prose.append(f"{'  ' * depth}| {_joined(text)}")
        text = ""

    for child in _children(parent):
        if not isinstance(child, Tag):
            text += str(child)
        elif _is_inline(child):
            text += _inline(child, cells[-1])
        else:
            end_text()
            _read_block(child, cells, depth)
    end_text()


def _children(parent: Tag) -> Iterator[Tag | NavigableString]:
    """Go through what a tag holds of the script."""
    for child in parent.children:
        if isinstance(child, Tag):
            classes = child.get_attribute_list("class")
            if child.name not in UNSEEN and not AROUND.intersection(classes):
                yield child
        elif type(child) is NavigableString:  # And no comment.
            yield child


def _text(tag: Tag) -> str:
    return "".join(
        _text(child) if isinstance(child, Tag) else str(child)
        for child in _children(tag)
    )


def _is_inline(tag: Tag) -> bool:
    if tag.name == "a" and tag.find("img"):
        return False
    if tag.name in ("img", "div", "details", "section", "pre", *BLOCKS):
        return False
    return not tag.find([*BLOCKS, "pre", "div", "img"])


def _read_block(tag: Tag, cells: list[Cell], depth: int) -> None:
    classes = tag.get_attribute_list("class")
    if CODE in classes:
        _add_code(tag, cells)
    elif OUTPUT in classes:
        cells[_owner(cells)].output += _text(tag)
    elif HTML_OUTPUT in classes:
        cells[_owner(cells)].output += f"HTML: {_joined(tag.get_text(' '))}\n"
    elif tag.name == "img":
        name = str(tag["src"]).rpartition("/")[2]
        if name.startswith(FIGURE):
            cells[_owner(cells)].figures += 1
        else:
            cells[-1].prose.append(f"{'  ' * depth}image {tag.get('alt', '')!r}|")
    elif "math" in classes:
        cells[-1].formulas.append(_latex(tag))
        number = tag.select_one(".eqno")
        shown = f" {number.get_text()}" if number else ""
        cells[-1].prose.append(f"{'  ' * depth}formula{shown}|")
    elif "line-block" in classes and not _text(tag).strip():
        return  # Stock keeps output and code apart with it.
    elif tag.name == "pre":
        _add_literal(tag, cells[-1], depth)
    else:
        kinds = [name for name in classes if name in KINDS]
        named = tag.name in BLOCKS or bool(kinds)
        before = len(cells[-1].prose)
        if named:
            label = " ".join([tag.name if tag.name in BLOCKS else "", *kinds]).strip()
            cells[-1].prose.append(f"{'  ' * depth}{label}|")
        _read(tag, cells, depth + named)
        if "sphx-glr-horizontal" in classes:
            # A list of figures, not one of the prose.
            del cells[-1].prose[before:]


def _add_code(tag: Tag, cells: list[Cell]) -> None:
    code = _text(tag).strip("\n")
    if tag.find_parent("details", class_="checks"):
        cells[-2].code += f"\n\n{code}"
    elif code:  # Stock leaves an empty box where nothing of a cell is shown.
        cells[-1].code = code
        cells.append(Cell())


def _owner(cells: list[Cell]) -> int:
    """Return which cell has printed what comes next."""
    return max(len(cells) - 2, 0)


def _add_literal(tag: Tag, cell: Cell, depth: int) -> None:
    around = tag.find_parent("div", class_=re.compile("^highlight-"))
    language = ""
    if isinstance(around, Tag):
        (language,) = (
            name.removeprefix("highlight-")
            for name in around.get_attribute_list("class")
            if name.startswith("highlight-")
        )
    marked = len(tag.select(".hll"))
    label = f"literal {language}" + (f", {marked} lines marked" if marked else "")
    for line in _text(tag).strip("\n").split("\n"):
        cell.prose.append(f"{'  ' * depth}{label}| {line.rstrip()}")


def _inline(tag: Tag, cell: Cell) -> str:
    if "math" in tag.get_attribute_list("class") or tag.name == "math":
        cell.formulas.append(_latex(tag))
        return "<formula>"
    inner = "".join(
        _inline(child, cell) if isinstance(child, Tag) else str(child)
        for child in _children(tag)
    )
    if tag.name == "a" and "://" in str(tag.get("href", "")):
        return f"<a {tag['href']}>{inner}</a>"
    if "classifier" in tag.get_attribute_list("class"):
        return f" : {inner}"
    if tag.name in INLINE:
        return f"<{tag.name}>{inner}</{tag.name}>"
    return "<br>" if tag.name == "br" else inner


def _latex(tag: Tag) -> str:
    """Return a formula as it was written; empty where a page has MathML."""
    if tag.name == "math" or tag.find("math"):
        return ""
    formula = re.sub(r"^(\(\d+\))?\\[(\[]|\\[)\]]$", "", _text(tag).strip())
    return _joined(re.sub(r"\\(begin|end)\{split\}", "", formula))


def _words(block: str) -> str:
    """Return the words of a block, without what it is and the marks in it."""
    return " ".join(WORD.findall(re.sub(r"^[^|]*\||<[^<>]*>", " ", block)))


def _joined(text: str) -> str:
    return " ".join(text.split())


def opening(cells: list[Cell]) -> tuple[str, str]:
    """Return the title of a page, and the first word of the sentence below it."""
    _, title, *rest = cells[0].prose
    sentence = rest[1] if rest[:1] == ["p|"] else ""
    return _words(title), _words(sentence).partition(" ")[0]


def read_cards(path: Path) -> dict[str, tuple[str, str]]:
    """Return the same of the cards of a topic, by the page that each leads to."""

    def text(card: Tag, part: str) -> str:
        return _words("|" + "".join(one.get_text() for one in card.select(part)))

    return {
        str(card["href"]): (
            text(card, ".note-card-title"),
            text(card, ".note-card-sentence").partition(" ")[0],
        )
        for card in read(path).select("a.note-card")
    }


@dataclass
class Notebook:
    """A notebook: the kinds of its cells, code, text and outputs."""

    kinds: list[str]
    code: list[str]
    text: list[str]
    outputs: list[str]
    figures: list[int]


def read_notebook(path: Path) -> Notebook:
    """Read a notebook; the text above each cell of code is one, as on a page."""
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    notebook = Notebook([], [], [""], [], [])
    for cell in read["cells"]:
        source = "".join(cell["source"])
        notebook.kinds.append(cell["cell_type"])
        if cell["cell_type"] == "markdown":
            notebook.text[-1] += f"{source}\n\n"
            continue
        if not source.strip():
            notebook.kinds.pop()
            continue
        notebook.code.append(source.strip("\n"))
        notebook.text.append("")
        shown = list(_shown(cell["outputs"]))
        notebook.outputs.append("".join(text for text in shown if text))
        notebook.figures.append(shown.count(""))
    return notebook


def _shown(outputs: list[dict[str, Any]]) -> Iterator[str]:
    """Return what each output says; empty for a picture."""
    for output in outputs:
        if output["output_type"] == "stream":
            yield "".join(output["text"])
        elif any(kind.startswith("image/") for kind in output["data"]):
            yield ""
        elif "text/html" in output["data"]:
            html = "".join(output["data"]["text/html"])
            text = BeautifulSoup(html, "html.parser").get_text(" ")
            yield f"HTML: {_joined(text)}\n"
        else:
            yield "".join(output["data"]["text/plain"]) + "\n"
