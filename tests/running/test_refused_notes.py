"""Scripts that are no notes: one sentence for each, and all others run."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from syntax_notes.running.reading_scripts import Waiting
from syntax_notes.running.terminal import SEQUENCE
from tests.support.project import TITLE, Project

# The content of each script, the line that is named, and what is said.
REFUSED: dict[str, tuple[bytes, int, str]] = {
    "no_title": (b'"""Just one sentence."""\n\nprint(1)\n', 1, "begin with a title"),
    "latin": (TITLE.replace("run", "\xe9").encode("latin-1"), 5, "not in UTF-8"),
    "empty": (b"", 1, "is empty"),
    "syntax": (f"{TITLE}x = = 1\n".encode(), 7, "SyntaxError: invalid syntax"),
    "opens": (
        f"{TITLE}# sphinx_gallery_start_ignore\n".encode(),
        7,
        "sphinx_gallery_start_ignore has no sphinx_gallery_end_ignore",
    ),
    "a{b}": (TITLE.encode(), 1, "the name of a note cannot hold '{'"),
}
# It leads to notes that are refused, and has a mistake of its own.
LEADS = """
# %%
# See :ref:`sphx_glr_notes_tensors_latin.py` and :ref:`no_such_label`.

print("fine")
"""


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """Build a site with all of them, one that fails and one that leads to them."""
    notes = {"tensors/leads": LEADS, "tensors/raises": "1 / 0\n"}
    project = Project(tmp_path_factory.mktemp("refused"), notes)
    for name, (content, *_) in REFUSED.items():
        (project.folder / f"examples/tensors/{name}.py").write_bytes(content)
    build = project.build("--device", "cpu")
    assert build.returncode == 1
    return project, SEQUENCE.sub("", build.stdout)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_refused_script_is_named_with_its_line(
    name: str, refused: tuple[Project, str]
) -> None:
    _, line, message = REFUSED[name]
    told = [text for text in refused[1].splitlines() if f"tensors/{name}.py" in text]
    assert len(told) == 1, told
    assert told[0].startswith(f"examples/tensors/{name}.py:{line}: ")
    assert message in told[0]


def test_all_of_them_are_told_in_order(refused: tuple[Project, str]) -> None:
    table, summary = refused[1].partition("device  name")[1:]
    assert table
    named = [line.partition(":")[0] for line in summary.splitlines() if ".py:" in line]
    names = sorted([*REFUSED, "raises"])
    assert named == [f"examples/tensors/{name}.py" for name in names]
    assert "please open an issue" not in refused[1]


def test_the_others_run(refused: tuple[Project, str]) -> None:
    results = refused[0].results()
    assert results["passed"] == ["tensors/leads"]
    assert len(results["failed"]) == len(REFUSED) + 1


def test_a_mistake_in_prose_is_told_as_well(refused: tuple[Project, str]) -> None:
    """What leads to a script that was refused is none."""
    told = [line for line in refused[1].splitlines() if "WARNING: undefined" in line]
    assert told == [
        "examples/tensors/leads.py:9: WARNING: undefined label: 'no_such_label' "
        "[ref.ref]"
    ]


def test_what_is_mended_is_a_note(refused: tuple[Project, str]) -> None:
    project = refused[0]
    for name in REFUSED:
        (project.folder / f"examples/tensors/{name}.py").unlink()
    project.write("tensors/raises", "print('okapi')\n")
    project.write("tensors/latin", "print('quagga')\n")
    leads = LEADS.replace(" and :ref:`no_such_label`", "")
    project.write("tensors/leads", leads)
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    assert "quagga" in project.page("tensors/latin")
    cards = BeautifulSoup(project.page("tensors/index"), "html.parser")
    leading = {str(card["href"]) for card in cards.select("a.note-card")}
    assert leading == {"latin.html", "leads.html", "raises.html"}


def test_figures_that_are_deferred_wait(tmp_path: Path) -> None:
    from sphinx_gallery.py_source_parser import Block, split_code_and_text_blocks

    from syntax_notes.running.reading_scripts import read_scripts

    read_scripts()
    script = tmp_path / "note.py"
    script.write_text(f"{TITLE}# sphinx_gallery_defer_figures\nx = 1\n", "utf-8")
    deferred = split_code_and_text_blocks(script)[1][1]
    scraper = Waiting(lambda *_: "figures")
    assert scraper(deferred, {}, {}) == ""
    assert scraper(Block("code", "x = 1\n", 7), {}, {}) == "figures"
