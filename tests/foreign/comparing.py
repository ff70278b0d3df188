"""What is not the same in two sites made of the same scripts."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path

from tests.support.pages import download

from .galleries import SCRIPTS
from .shown import WORD, Cell, Notebook, read_notebook, read_page

# What a script tells sphinx-gallery, which readers of this site do not see.
CONFIG = re.compile(r"^[ \t]*# sphinx_gallery_\w+( *= *.+)?\n?", re.MULTILINE)
# Where the build of stock lies, in what scripts print of files.
FOLDER = re.compile(r"/\S*/(?=examples/)")


def compare(name: str, ours: Path, stock: Path) -> list[str]:
    """Return what is not the same of a script, a sentence for each.

    Parameters
    ----------
    name : str
        The script, ``<topic>/<script>``.
    ours, stock : pathlib.Path
        The folders of the sites, as :mod:`.galleries` makes them.
    """
    page = read_page(ours / "en" / "notes" / f"{name}.html")
    stock_page = read_page(stock / "notes" / f"{name}.html")
    chinese_page = read_page(ours / "zh-cn" / "notes" / f"{name}.html")
    notebook = read_notebook(download(ours, "en", name, ".ipynb"))
    sources = stock.parent / "docs" / "notes"
    stock_notebook = read_notebook(sources / f"{name}.ipynb")
    return [
        *_compare_pages(page, stock_page),
        *_compare_notebooks(notebook, stock_notebook),
        *_compare_with_page(notebook, page),
        *_compare_texts(notebook, stock_page),
        *_compare_languages(page, chinese_page),
        *_compare_downloads(name, ours),
    ]


def _said(what: str, stock: object, ours: object) -> Iterator[str]:
    if stock != ours:
        yield f"{what}: {stock!r}, here {ours!r}"


def _compare_pages(ours: list[Cell], stock: list[Cell]) -> Iterator[str]:
    yield from _said("cells", len(stock) - 1, len(ours) - 1)
    for number, (one, other) in enumerate(zip(ours, stock, strict=False), 1):
        yield from _said(f"code of cell {number}", _shown(other.code), one.code)
        printed = FOLDER.sub("", other.output).rstrip("\n")
        yield from _said(f"output of cell {number}", printed, one.output.rstrip("\n"))
        yield from _said(f"figures of cell {number}", other.figures, one.figures)
        for line in ndiff(other.prose, one.prose):
            if line[0] in "-+":
                yield f"prose above cell {number}: {line}"


def _shown(code: str) -> str:
    """Return the code of a cell as this site shows it."""
    return CONFIG.sub("", code).strip("\n")


def _compare_notebooks(ours: Notebook, stock: Notebook) -> Iterator[str]:
    yield from _said("cells of the notebook", stock.kinds, ours.kinds)
    for number, code in enumerate(map(_shown, stock.code)):
        found = ours.code[number] if number < len(ours.code) else None
        yield from _said(f"code {number + 1} of the notebook", code, found)


def _compare_with_page(notebook: Notebook, page: list[Cell]) -> Iterator[str]:
    """Compare what is below the code in a notebook and on its page."""
    printed = [cell.output.rstrip("\n") for cell in page[:-1]]
    kept = [output.rstrip("\n") for output in notebook.outputs]
    yield from _said("output on the page and in the notebook", printed, kept)
    figures = [cell.figures for cell in page[:-1]]
    what = "figures on the page and in the notebook"
    yield from _said(what, figures, notebook.figures)


def _compare_texts(notebook: Notebook, stock: list[Cell]) -> Iterator[str]:
    """Look for all words and formulas of the prose in the text of the notebook."""
    for number, (cell, text) in enumerate(zip(stock, notebook.text, strict=False), 1):
        missing = Counter(cell.words) - Counter(WORD.findall(text))
        if missing:
            lost = " ".join(sorted(missing.elements()))
            yield f"text above cell {number} of the notebook lacks {lost}"
        flat = " ".join(text.split())
        for formula in cell.formulas:
            if formula not in flat:
                yield f"text above cell {number} of the notebook lacks {formula}"


def _compare_languages(english: list[Cell], chinese: list[Cell]) -> Iterator[str]:
    """Compare what no language changes; nothing here has been translated."""
    seen, other = (
        [(cell.code, cell.output, cell.figures, len(cell.prose)) for cell in cells]
        for cells in (english, chinese)
    )
    yield from _said("the English page and the Chinese one", seen, other)


def _compare_downloads(name: str, ours: Path) -> Iterator[str]:
    """Compare scripts that are offered with the one that was written."""
    written = SCRIPTS.joinpath(f"{name}.py").read_text(encoding="utf-8-sig")
    offered = download(ours, "en", name, ".py").read_text(encoding="utf-8-sig")
    yield from _said("the script", CONFIG.sub("", written), offered)
    chinese = download(ours, "zh-cn", name, ".py").read_text(encoding="utf-8-sig")
    code, translated = map(_code, (written, chinese))
    yield from _said("the code of the Chinese script", code, translated)


def _code(script: str) -> str:
    """Return what a script does, its docstring left out."""
    tree = ast.parse(script)
    del tree.body[0]
    return ast.dump(tree)
