"""What keeps a script from being a note: mistakes that show without running it.

sphinx-gallery takes such a script for a failure of its own and ends the build. Here
each is one sentence, with the line of the script.
"""

from __future__ import annotations

import ast
import codecs
import io
import re
import tokenize
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ..adapters.gallery_scripts import CONFIG, finds_title
from ..adapters.sphinx_gallery import split_code_and_text_blocks
from .titles import first_title

# Around what a cell runs and does not show.
IGNORE = re.compile(r"^[ \t]*#\s*sphinx_gallery_(start|end)_ignore", re.MULTILINE)
# Of the name of a file: what an address or a page of reStructuredText cannot hold.
ODD = re.compile(r"[^\w.,+&'=~()-]")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Mistake(NamedTuple):
    """What is wrong with a script, and where.

    Attributes
    ----------
    line : int
        The line, counted from 1.
    message : str
        What is wrong, and what to do.
    """

    line: int
    message: str


class _Wrong(Exception):
    """Ends the search at the first mistake."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.mistake = Mistake(line, message)


def find_mistake(script: Path, srcdir: Path) -> Mistake | None:
    """Return the first mistake in a script; None if sphinx-gallery can read it.

    Parameters
    ----------
    script : pathlib.Path
        The script.
    srcdir : pathlib.Path
        The source folder of Sphinx, from which paths in a script count.
    """
    try:
        _check_name(script.name)
        text = _read(script)
        tree = _parse(text)
        _check_docstring(text, tree)
        _check_ignored(script, text)
        _check_settings(text, tree, srcdir)
    except _Wrong as wrong:
        return wrong.mistake
    return None


def _check_name(name: str) -> None:
    odd = ODD.search(name)
    if odd is not None:
        raise _Wrong(
            1, f"the name of a note cannot hold {odd[0]!r}; give it another name"
        )


def _read(script: Path) -> str:
    """Return the text of a script, if it is UTF-8 and says nothing else."""
    if script.is_dir():
        raise _Wrong(1, "is a folder with the name of a script; give it another name")
    try:
        content = script.read_bytes()
    except OSError as error:
        raise _Wrong(1, f"cannot be read: {error.strerror}") from None
    if content.startswith(UTF_16):
        raise _Wrong(1, "is not in UTF-8 but in UTF-16; save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read = content[: error.start].decode("utf-8", "replace")
        line = len(io.StringIO(f"{read}.", newline=None).readlines())
        byte = content[error.start]
        raise _Wrong(
            line, f"is not in UTF-8 (byte 0x{byte:02x}); save it as UTF-8"
        ) from None
    # As Python reads files: any end of a line is a newline.
    text = io.StringIO(text, newline=None).read()
    if "\0" in text:
        raise _Wrong(_line_at(text, text.index("\0")), "holds a null byte; delete it")
    if not text.strip():
        raise _Wrong(1, "is empty; a note begins with a docstring that holds its title")
    _check_declared_encoding(text)
    return text


def _check_declared_encoding(text: str) -> None:
    lines = text.split("\n")[:2]
    try:
        named = tokenize.detect_encoding(
            io.BytesIO("\n".join(lines).encode()).readline
        )[0]
        is_utf_8 = codecs.lookup(named).name in ("utf-8", "utf-8-sig")
    except (SyntaxError, LookupError):
        is_utf_8 = False
    if not is_utf_8:
        line = 1 + next((n for n, one in enumerate(lines) if "coding" in one), 0)
        raise _Wrong(line, "declares another encoding than UTF-8; delete that line")


def _parse(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        kind = type(error).__name__
        raise _Wrong(error.lineno or 1, f"{kind}: {error.msg}") from None
    except (ValueError, MemoryError, RecursionError) as error:
        said = str(error) or "too much is nested"
        raise _Wrong(1, f"Python cannot read it: {said}") from None


def _check_docstring(text: str, tree: ast.Module) -> None:
    first = tree.body[0] if tree.body else None
    docstring = ast.get_docstring(tree)
    if docstring is None:
        line = first.lineno if first is not None else 1
        if any(_is_text(one) for one in tree.body):
            what = "a statement stands above the docstring; move it below"
        else:
            what = "does not begin with a docstring; it holds the title of the note"
        raise _Wrong(line, what)
    assert first is not None
    if not (first_title(docstring) and finds_title(docstring)):
        blank = len(docstring) - len(docstring.lstrip("\n"))
        raise _Wrong(
            first.lineno + blank,
            "the docstring does not begin with a title: a line, underlined with ====",
        )


def _is_text(statement: ast.stmt) -> bool:
    """Tell whether a statement is nothing but a text."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _check_ignored(script: Path, text: str) -> None:
    """Look for what begins to be ignored and does not end, or the other way round."""
    if "_ignore" not in text:
        return
    for block in split_code_and_text_blocks(script):
        opened: list[int] = []
        for mark in IGNORE.finditer(block.content):
            line = block.lineno + _line_at(block.content, mark.start(1)) - 1
            if mark[1] == "start":
                opened.append(line)
            elif opened:
                opened.pop()
            else:
                raise _Wrong(
                    line,
                    "sphinx_gallery_end_ignore has no sphinx_gallery_start_ignore "
                    "above it in its cell",
                )
        if opened:
            raise _Wrong(
                opened[0],
                "sphinx_gallery_start_ignore has no sphinx_gallery_end_ignore below "
                "it in its cell",
            )


def _check_settings(text: str, tree: ast.Module, srcdir: Path) -> None:
    """Look at what comments tell sphinx-gallery: ``# sphinx_gallery_tags = ["a"]``."""
    if "sphinx_gallery_" not in text:
        return
    end = tree.body[0].end_lineno or 0
    start = sum(len(line) + 1 for line in text.split("\n")[:end])
    for match in CONFIG.finditer(text, min(start, len(text))):
        name, written = match[1], match[3]
        if written is None:
            continue  # A mark, which has no value.
        line = _line_at(text, match.start(1))
        try:
            value = ast.literal_eval(written.strip())
        except Exception:  # It has many ways to fail on what is no value.
            raise _Wrong(
                line, f"sphinx_gallery_{name} is given no value of Python: {written}"
            ) from None
        if name in WANTED:
            wanted, is_right = WANTED[name]
            if not is_right(value):
                raise _Wrong(line, f"sphinx_gallery_{name} must be {wanted}")
        if name == "thumbnail_path" and not (srcdir / value).is_file():
            raise _Wrong(
                line,
                f"sphinx_gallery_thumbnail_path names no file: there is no "
                f"{srcdir.name}/{value}",
            )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# What sphinx-gallery ends the build over, or overlooks: what is wanted instead.
WANTED: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "tags": (
        'a list of words, as in ["indexing", "gradient"]',
        lambda value: (
            isinstance(value, list | tuple)
            and all(isinstance(tag, str) for tag in value)
        ),
    ),
    "thumbnail_number": ("a whole number", _is_number),
    "thumbnail_path": ("a path, in quotes", lambda value: isinstance(value, str)),
    "dummy_images": ("a whole number", _is_number),
    "parallel": ("True or False", lambda value: isinstance(value, bool)),
}


def _line_at(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
