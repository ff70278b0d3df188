"""Plots of a note: their size, their text, their remarks, and their mistakes."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from syntax_notes.diagrams.figure_files import LARGEST
from tests.support import pages
from tests.support.project import Project

PLOT = "import matplotlib.pyplot as plt\nimport numpy as np\nimport torch\n\n"
BIG = """
plt.figure(figsize=(4, 3))
plt.plot([1, 2])
plt.title("small")
plt.figure(figsize=(4, 3))
plt.scatter(*np.random.default_rng(0).normal(size=(2, 20_000)), s=1)
plt.title("thousands of \N{CJK UNIFIED IDEOGRAPH-70B9}")
"""
CHOSEN = """# sphinx_gallery_thumbnail_number = 2
# %%
# .. image:: /_static/logo.svg
#    :alt: a picture in the text

plt.plot([1, 2])
plt.title("the first")

# %%
# Another
# -------

plt.plot([2, 1])
plt.title("the <second>")

# %%
# A diagram
# ---------

t = torch.arange(4)
# sphinx_gallery_diagram = "t.view(2, 2)"
print(t.view(2, 2))
"""
DIAGRAM_LATER = """
plt.plot([1, 2])
plt.title("a plot")

# %%
# A diagram
# ---------

t = torch.arange(4)
# sphinx_gallery_diagram = "t.view(2, 2)"
print(t.view(2, 2))
"""
# Matplotlib warns of the glyph and of the font when it draws, not when the cell runs.
WARNED = """
fig, ax = plt.subplots()
ax.plot([1, 2])
ax.set_title("\N{CJK UNIFIED IDEOGRAPH-70B9}", fontfamily="No Such Font")
ax.xaxis.set_major_formatter(lambda value, place: warn() or "x")


def warn():
    import warnings

    warnings.warn("drawn at last", stacklevel=1)
"""
NOTES = {
    "topic/big": PLOT + BIG,
    "topic/chosen": PLOT + CHOSEN,
    "topic/diagram_later": PLOT + DIAGRAM_LATER,
    "topic/warned": PLOT + WARNED,
}
BAD_TITLE = 'plt.title(r"$\\notacommand{x}$")\n'
BAD = {
    "topic/card_number": "\n# sphinx_gallery_thumbnail_number = 'two'\n" + PLOT,
    "topic/card_path": "\n# sphinx_gallery_thumbnail_path = '_static/no.png'\n" + PLOT,
    "topic/title": "\n# A comment.\n" + PLOT + BAD_TITLE,
    "topic/title_and_more": PLOT + BAD_TITLE + "1 / 0\n",
    "topic/own_function": PLOT
    + "fig, ax = plt.subplots()\nax.xaxis.set_major_formatter(lambda x, at: 1 / 0)\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """Build notes that plot, with the books; return what the build told, too."""
    project = Project(tmp_path_factory.mktemp("plots"), NOTES)
    build = project.build("--device", "cpu", "--offline")
    assert build.returncode == 0, build.stdout
    return project, build.stdout


@pytest.fixture(scope="module")
def project(built: tuple[Project, str]) -> Project:
    return built[0]


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build notes whose figures cannot be drawn; return the lines below the table."""
    project = Project(tmp_path_factory.mktemp("refused"), BAD)
    build = project.build("--device", "cpu")
    assert build.returncode == 1
    return build.stdout.rpartition("device  name")[2].splitlines()


def images(project: Project, page: str) -> dict[str, Path]:
    """Return the files of the images of a page, by their text alternatives."""
    path = project.html / "en" / "notes" / f"{page}.html"
    found = pages.read(path).select("article img")
    return {str(i["alt"]): (path.parent / str(i["src"])).resolve() for i in found}


def test_a_large_figure_is_pixels_in_the_size_of_the_drawing(project: Project) -> None:
    small, big = images(project, "topic/big").values()
    assert (small.suffix, big.suffix) == (".svg", ".png")
    assert big.stat().st_size <= LARGEST
    shown = BeautifulSoup(project.page("topic/big"), "html.parser").select(
        "article img"
    )
    assert [(i["width"], i["height"]) for i in shown] == [("384", "288")] * 2
    with Image.open(big) as image:
        assert image.size in [(768, 576), (384, 288)]


def test_a_large_figure_is_large_nowhere(project: Project) -> None:
    (path,) = (project.html / "en" / "_downloads").rglob("big.ipynb")
    (cell,) = nbformat.read(path, as_version=4).cells[1:]
    drawing, pixels = (output.data for output in cell.outputs)
    assert list(drawing) == ["image/svg+xml"]
    with Image.open(io.BytesIO(base64.b64decode(pixels["image/png"]))) as image:
        assert image.format == "PNG"
    (book,) = (project.html / "en").rglob("*.epub")
    with zipfile.ZipFile(book) as packed:
        files = {info.filename: info.file_size for info in packed.infolist()}
    assert "_images/sphx_glr_big_002.png" in files
    made = [path for path in project.html.rglob("*big*") if path.is_file()]
    sizes = [*files.values(), *(path.stat().st_size for path in made)]
    assert max(sizes) < 2 * LARGEST


def test_the_end_of_a_build_says_which_figures_are_pixels(
    built: tuple[Project, str],
) -> None:
    project, log = built
    end = log.rpartition("device  name")[2]
    told = [line for line in end.splitlines() if line.startswith("examples/")]
    big, warned = (f"examples/topic/{note}.py" for note in ("big", "warned"))
    assert told == [
        f"{big}:7: a figure is shown as pixels: as a drawing it would be larger "
        "than 300 kB.",
        told[1],
        f"{warned}:7: while a figure was drawn: UserWarning: drawn at last.",
    ]
    # Of fonts only where the glyphs are pixels; in a drawing they are the browser's.
    assert told[1].startswith(f"{big}:7: while a figure was drawn: UserWarning: Glyph ")
    assert "findfont" not in log
    again = project.build("--device", "cpu", "--offline").stdout
    assert [line for line in again.splitlines() if line.startswith(big)] == told[:2]


def test_a_card_has_the_text_of_its_picture(project: Project) -> None:
    cards = images(project, "topic/index")
    names = {path.stem: alternative for alternative, path in cards.items()}
    assert names["sphx_glr_big_thumb"] == "small"
    assert names["sphx_glr_chosen_thumb"] == "the <second>"
    assert names["sphx_glr_diagram_later_thumb"].startswith("Diagram of t.view(2, 2)")
    drawn = cards["the <second>"].read_text(encoding="utf-8")
    assert 'aria-label="the &lt;second&gt;"' in drawn


def test_a_figure_that_cannot_be_drawn_names_the_line_of_its_cell(
    refused: list[str],
) -> None:
    (told,) = (line for line in refused if "/title.py" in line)
    assert told == (
        "examples/topic/title.py:9: FigureError: a figure cannot be drawn: ValueError: "
        "\\notacommand{x} ParseFatalException: Unknown symbol: \\notacommand, found "
        "'\\' (at char 0), (line:1, col:1) (on cpu)"
    )


def test_a_figure_that_fails_in_a_function_of_the_note_names_its_line(
    refused: list[str],
) -> None:
    (told,) = (line for line in refused if "/own_function.py" in line)
    assert told.startswith("examples/topic/own_function.py:12: FigureError: a figure")


def test_an_error_of_the_cell_comes_before_that_of_its_figure(
    refused: list[str],
) -> None:
    (told,) = (line for line in refused if "/title_and_more.py" in line)
    assert told.endswith("more.py:12: ZeroDivisionError: division by zero (on cpu)")


@pytest.mark.parametrize(
    ("note", "wrong"),
    [
        ("card_number", "_number must be a whole number"),
        ("card_path", "_path names no file: there is no docs/_static/no.png"),
    ],
)
def test_a_choice_for_the_card_that_cannot_be_names_its_line(
    refused: list[str], note: str, wrong: str
) -> None:
    (told,) = (line for line in refused if f"/{note}.py" in line)
    place = f"examples/topic/{note}.py:8: sphinx_gallery_thumbnail"
    assert told == f"{place}{wrong} (on cpu)"
