"""The downloads: in the language of the page, with the code of the note."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from sphinx.errors import ExtensionError

from syntax_notes.build.catalog_checks import CHINESE
from syntax_notes.kit.zip_files import pack
from syntax_notes.languages import LANGUAGES
from syntax_notes.notes.prose import Piece, as_markdown, as_source, pieces, wrapped
from syntax_notes.page.translated_notes import CatalogTranslation
from tests.support import pages
from tests.support.note_list import NOTES, source

FOLDERS = [language.folder for language in LANGUAGES]


def code_of(text: str) -> str:
    """Return a script without its docstring and the prose of its cells."""
    lines = text.split("\n")[ast.parse(text).body[0].end_lineno :]
    kept: list[str] = []
    prose = False
    for line in lines:
        prose = line.startswith("# %%") or (prose and line.startswith("#"))
        if not prose:
            kept.append(line)
    return "\n".join(kept)


def without_comments(text: str) -> str:
    """Return a note without the lines that speak to sphinx-gallery."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("# sphinx_gallery_"))


@pytest.mark.parametrize("note", NOTES)
def test_the_code_is_the_same_to_the_byte(note: str, site: Path) -> None:
    chinese = pages.download(site, "zh-cn", note, ".py").read_text(encoding="utf-8")
    assert code_of(chinese) == code_of(without_comments(source(note)))
    assert CHINESE.search(str(ast.get_docstring(ast.parse(chinese))))
    comments = re.findall(r"^# %%\n# (.*)$", chinese, re.MULTILINE)
    assert len(comments) == source(note).count("\n# %%\n# ")
    # A heading may be an error message, as it is.
    prose = "\n".join(re.sub("``.*?``|“.*?”|：.*", "", line) for line in comments)
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", prose)
    assert not [line for line in chinese.split("\n") if len(line) > 88]


@pytest.mark.slow
@pytest.mark.parametrize("note", NOTES)
def test_the_chinese_script_runs_alone_and_prints_the_same(
    note: str, site: Path, tmp_path: Path
) -> None:
    script = tmp_path / Path(f"{note}.py").name
    script.write_bytes(pages.download(site, "zh-cn", note, ".py").read_bytes())
    run = subprocess.run(
        [sys.executable, "-I", script.name],
        cwd=tmp_path,
        env={"MPLBACKEND": "agg", "PATH": "", "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    shown = pages.note(site, note).select("article .sphx-glr-script-out pre")
    printed = "".join(pre.get_text() for pre in shown)
    lines = [line.strip() for line in run.stdout.splitlines() if line.strip()]
    assert lines == [line.strip() for line in printed.splitlines() if line.strip()]


@pytest.mark.parametrize("note", NOTES)
def test_a_notebook_holds_the_outputs_of_the_run(note: str, site: Path) -> None:
    printed = [
        pre.get_text()
        for pre in pages.note(site, note).select("article .sphx-glr-script-out pre")
    ]
    plots = len(pages.note(site, note).select("article img"))
    both = []
    for folder in FOLDERS:
        notebook = nbformat.read(
            pages.download(site, folder, note, ".ipynb"), as_version=4
        )
        nbformat.validate(notebook)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        outputs = [output for cell in code for output in cell.outputs]
        streams = [o.text for o in outputs if o.output_type == "stream"]
        assert streams == printed
        assert len(outputs) - len(streams) == plots
        both.append([(cell.source, cell.outputs) for cell in code])
    assert both[0] == both[1]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("note", NOTES)
def test_the_text_of_a_notebook_is_markdown(note: str, folder: str, site: Path) -> None:
    notebook = nbformat.read(pages.download(site, folder, note, ".ipynb"), as_version=4)
    text = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    for cell in text:
        prose = re.sub(r"```.*?```|``.*?``|`[^`]*`", "", cell, flags=re.DOTALL)
        assert not re.search(r":\w+:`|``|\.\. |`_|sphx_glr|\\ ", prose), cell
        assert not re.search(r"^[=\-~^]{3,}$", prose, re.MULTILINE), cell
    assert text[0].startswith("# ")
    if folder == "zh-cn":
        assert all(CHINESE.search(cell) for cell in text)


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_archive_holds_what_the_pages_offer(folder: str, site: Path) -> None:
    note = "indexing/gather"
    with zipfile.ZipFile(pages.download(site, folder, note, ".zip")) as packed:
        for suffix in (".py", ".ipynb"):
            alone = pages.download(site, folder, note, suffix).read_bytes()
            assert packed.read(f"gather{suffix}") == alone
    for name, suffix in (("notes_python", ".py"), ("notes_jupyter", ".ipynb")):
        (path,) = (site / folder / "_downloads").rglob(f"{name}.zip")
        with zipfile.ZipFile(path) as packed:
            assert sorted(packed.namelist()) == sorted(f"{n}{suffix}" for n in NOTES)
            alone = pages.download(site, folder, note, suffix).read_bytes()
            assert packed.read(f"{note}{suffix}") == alone


def test_an_english_script_is_the_note(site: Path) -> None:
    for note in NOTES:
        made = without_comments(source(note)).encode("utf-8")
        assert pages.download(site, "en", note, ".py").read_bytes() == made


def test_an_archive_depends_on_its_files_only() -> None:
    files = {"b.py": b"1", "a.py": b"2"}
    assert pack(files) == pack(dict(reversed(files.items())))


PROSE = """\
A heading
---------

One paragraph on
two lines.

1. First item,
   on two lines.
2. Second.

.. code-block:: python

   x = 1

   y = 2

.. seealso::

   :func:`torch.sum` and
   :ref:`a`.

   More.
"""


def test_prose_is_taken_apart_and_put_together() -> None:
    found = list(pieces(PROSE))
    assert found == [
        Piece("heading", "A heading", "-"),
        Piece("paragraph", "One paragraph on two lines."),
        Piece("item", "First item, on two lines.", "1."),
        Piece("item", "Second.", "2."),
        Piece("code", "x = 1\n\ny = 2", "python"),
        Piece("seealso", ":func:`torch.sum` and :ref:`a`."),
        Piece("more", "More."),
    ]
    assert list(pieces("\n".join(as_source(found, 40)))) == found


def title_of(label: str) -> str:
    """Return the title of the one note that there is."""
    return "gather" if label == "sphx_glr_notes_indexing_gather.py" else ""


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("See :func:`torch.sum`.", "See `torch.sum`."),
        ("See :meth:`~torch.Tensor.view`.", "See `view`."),
        ("See :func:`the sum <torch.sum>`.", "See the sum."),
        ("See :ref:`sphx_glr_notes_indexing_gather.py`.", "See *gather*."),
        ("``t[0]`` and `this <a.html>`_", "`t[0]` and [this](a.html)"),
        ("``:func:`x` ``", "`` :func:`x` ``"),
        ("*就地*\\ 操作", "*就地*操作"),
    ],
)
def test_markup_becomes_markdown(text: str, markdown: str) -> None:
    found = [Piece("paragraph", text)]
    assert as_markdown(found, title_of) == markdown


def test_a_line_of_chinese_breaks_where_it_may() -> None:
    lines = wrapped("索引张量中的数，指明从 ``t[index[i]]`` 读取。", 16)
    assert "".join(lines).replace(" ", "") == (
        "索引张量中的数，指明从``t[index[i]]``读取。"
    )
    assert not [line for line in lines if line[0] in "，。"]
    assert any("``t[index[i]]``" in line for line in lines)


def test_a_message_without_translation_is_an_error_that_names_it(
    tmp_path: Path,
) -> None:
    catalog = tmp_path / "note.po"
    catalog.write_text('msgid "Another title"\nmsgstr "另一个标题"\n', "utf-8")
    with pytest.raises(ExtensionError, match="has no translation of 'A title'"):
        CatalogTranslation(catalog).script('"""\nA title\n=======\n"""\nx = 1\n')
