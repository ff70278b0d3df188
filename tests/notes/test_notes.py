"""Each note: its shape, and that what a reader downloads runs alone."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.support import pages
from tests.support.note_list import NOTES, source
from tests.support.scripts import run_alone
from tests.support.seed import OUTPUTS

ALLOWED = {"torch", "numpy", "matplotlib", "__future__"} | set(sys.stdlib_module_names)


def outputs(site: Path, note: str) -> str:
    """Return what the note printed when its page was built, as the page shows it."""
    return "".join(pages.printed(site, note))


def lines(text: str) -> list[str]:
    """Return the lines that hold something, without the space around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_begins_with_a_title_and_one_sentence(note: str) -> None:
    docstring = ast.get_docstring(ast.parse(source(note)))
    assert docstring is not None
    begin = re.fullmatch(r"(.+: .+)\n(=+)\n\n((?:.+\n)?.+\.)", docstring)
    assert begin is not None
    title, underline, sentence = begin.groups()
    assert len(underline) >= len(title)
    assert len(sentence) <= 140
    assert not set("`*") & set(title + sentence)


@pytest.mark.parametrize("note", NOTES)
def test_a_note_imports_what_a_reader_has(note: str) -> None:
    imported = set()
    for node in ast.walk(ast.parse(source(note))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    assert imported <= ALLOWED


@pytest.mark.parametrize("note", NOTES)
def test_a_note_does_not_branch_on_the_device(note: str) -> None:
    assert not re.search(r"is_available\(|current_accelerator", source(note))


@pytest.mark.slow
@pytest.mark.parametrize("note", NOTES)
def test_a_note_run_alone_prints_what_its_page_shows(
    note: str, site: Path, tmp_path: Path
) -> None:
    script = tmp_path / Path(f"{note}.py").name
    script.write_text(source(note), encoding="utf-8")
    printed_alone = run_alone(script, "-W", "error::SyntaxWarning")
    assert lines(printed_alone) == lines(outputs(site, note))
    assert [path.name for path in tmp_path.glob("[!.]*")] == [script.name]


@pytest.mark.slow
@pytest.mark.parametrize("note", NOTES)
def test_the_downloaded_notebook_runs(note: str, site: Path, tmp_path: Path) -> None:
    path = pages.download(site, "en", note, ".ipynb")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("note", "output"),
    [(note, text) for note, texts in OUTPUTS.items() for text in texts],
)
def test_what_the_first_notes_showed_is_on_the_page(
    note: str, output: str, site: Path
) -> None:
    assert output in outputs(site, note)


def test_there_are_22_notes_in_six_topics_and_a_table() -> None:
    assert len({note.split("/")[0] for note in NOTES} - {"tables"}) == 6
    assert len([note for note in NOTES if not note.startswith("tables/")]) >= 22


def test_the_landing_page_leads_to_every_topic(site: Path) -> None:
    page = pages.read(site / "en" / "index.html")
    links = {str(link["href"]) for link in page.select("article a[href]")}
    topics = {note.split("/")[0] for note in NOTES}
    assert {f"notes/{topic}/index.html" for topic in topics} <= links


def test_the_gallery_shows_a_card_for_each_note(site: Path) -> None:
    page = pages.read(site / "en" / "notes" / "index.html")
    cards = page.select("a.note-card[href]")
    links = {str(link["href"]).partition("#")[0] for link in cards}
    assert links == {f"{note}.html" for note in NOTES}


STUDY_NOTES = [note for note in NOTES if not note.startswith("tables/")]


@pytest.mark.parametrize("note", STUDY_NOTES)
def test_a_note_has_four_pitfalls_and_two_to_five_tags(note: str) -> None:
    assert len(re.findall(r"^# Pitfall", source(note), flags=re.MULTILINE)) >= 4
    (tags,) = re.findall(r"^# sphinx_gallery_tags = \[(.*)\]$", source(note), re.M)
    assert 2 <= len(tags.split(", ")) <= 5
