"""The downloads: in the language of the page, with the code of the note."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import nbformat
import pytest

from syntax_notes.build.catalog_checks import CHINESE
from syntax_notes.languages import LANGUAGES
from tests.support import pages
from tests.support.note_list import NOTES, source
from tests.support.scripts import without_comments

FOLDERS = [language.folder for language in LANGUAGES]


@pytest.mark.parametrize("note", NOTES)
def test_a_notebook_holds_the_outputs_of_the_run(note: str, site: Path) -> None:
    printed = pages.printed(site, note)
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
