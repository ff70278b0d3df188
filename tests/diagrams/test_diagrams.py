"""The drawing of a trace, and the notes and cards that show one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import torch
from bs4 import Tag

from syntax_notes.backends.pytorch.provenance import trace
from syntax_notes.diagrams.drawing import Drawing
from syntax_notes.diagrams.grids import indices_drawn, lay_out
from syntax_notes.diagrams.grouping import group_elements
from syntax_notes.diagrams.scraper import LARGEST, assigned_name
from syntax_notes.diagrams.styles import standalone_style
from syntax_notes.diagrams.traces import Operand, Trace
from syntax_notes.room_hashes import PACKAGE
from tests.support import pages
from tests.support.note_list import NOTES, source
from tests.support.project import Project

SVG = "{http://www.w3.org/2000/svg}"
T = torch.arange(6).view(2, 3)


def drawn(
    expression: str, *, compact: bool = False, **names: Any
) -> ElementTree.Element:
    traced = trace(expression, {"torch": torch, **names})
    return ElementTree.fromstring(Drawing(traced, compact=compact).svg())


def cells(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [g for g in svg.iter(f"{SVG}g") if "c" in g.get("class", "").split()]


def texts(element: ElementTree.Element, css: str) -> list[str]:
    found = element.iter(f"{SVG}text")
    return ["".join(t.itertext()) for t in found if t.get("class") == css]


def value(cell: ElementTree.Element) -> str:
    return next(t.text or "" for t in cell.iter(f"{SVG}text") if t.get("class") is None)


def test_the_drawing_of_gather() -> None:
    index = torch.tensor([[2, 0], [1, 1]])
    svg = drawn("torch.gather(t, 1, index)", t=T, index=index)
    assert texts(svg, "n") == ["t(2, 3) int64", "index(2, 2) int64", "out(2, 2) int64"]
    assert texts(svg, "s") == ["dim 1", "dim 0"] * 3
    assert [value(cell) for cell in cells(svg)] == [
        *("0", "1", "2", "3", "4", "5"),
        *("2", "0", "1", "1"),
        *("2", "0", "4", "4"),
    ]
    # Each element of t that is read is a group, an index has none, and an element of
    # the result has that of its source.
    letters = ["".join(texts(cell, "g")) for cell in cells(svg)]
    assert letters == ["α", "", "β", "", "γ", "", "", "", "", "", *"βαγγ"]
    results = cells(svg)[10:]
    assert [cell.get("data-from") for cell in results] == ["2 6", "0 7", "4 8", "4 9"]
    assert (
        results[0].get("data-rule") == "out[0][0] = t[0][2] = 2, where index[0][0] = 2"
    )
    assert cells(svg)[2].get("data-at") == "t[0][2]"


def test_one_element_and_its_sources_are_outlined() -> None:
    svg = drawn("t.sum(0)", t=T)
    on = [n for n, cell in enumerate(cells(svg)) if cell.get("class") == "c on"]
    (result,) = (n for n in on if n >= 6)
    assert [int(n) for n in str(cells(svg)[result].get("data-from")).split()] == on[:-1]
    assert str(svg.get("aria-label")).endswith(
        f"Outlined: {cells(svg)[result].get('data-rule')}."
    )


def test_the_text_alternative_tells_shapes_and_rule() -> None:
    assert drawn("t.sum(0)", t=T).get("aria-label") == (
        "Diagram of t.sum(0). From t, shape (2, 3), int64 to out, shape (3,), int64. "
        "Outlined: out[2] = 2 + 5 = 7."
    )


def test_colours_come_with_letters() -> None:
    for cell in cells(drawn("t @ b", t=T, b=torch.ones(3, 2, dtype=torch.int64))):
        rects = [str(rect.get("class")) for rect in cell.iter(f"{SVG}rect")]
        coloured = [name for name in rects if name.startswith("k")]
        assert len(coloured) == len("".join(texts(cell, "g")))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("t.t()", [0, 1, 2, 3, 4, 5]),
        ("t.sum(0)", [0, 1, 2, 0, 1, 2]),
        ("t.sum(1)", [0, 0, 0, 1, 1, 1]),
        ("t.sum()", [None] * 6),
        ("t.diagonal()", [0, None, None, None, 1, None]),
    ],
)
def test_elements_that_go_together_are_one_group(
    expression: str, expected: list[int | None]
) -> None:
    assert groups(trace(expression, {"t": T})) == [expected]


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("t.t()", "element of t"),
        ("t.sum(0)", "column of t"),
        ("t @ b", "row of t; column of b"),
        ("t * c", "element of t; element of c"),
        ("flat.view(3, 4)", "row of out"),
        ("t @ v", "row of t"),
        ("t.sum()", ""),
        ("blocks.sum((1, 2))", "position along dim 0 of blocks"),
    ],
)
def test_the_caption_says_what_the_groups_are(expression: str, said: str) -> None:
    names = {
        "t": T,
        "b": torch.ones(3, 2, dtype=torch.int64),
        "c": torch.ones(2, 3, dtype=torch.int64),
        "v": torch.tensor([1, 10, 100]),
        "flat": torch.arange(12),
        "blocks": torch.ones(3, 3, 3),
    }
    assert group_elements(trace(expression, names), 8, 24).text == said


def test_partners_share_a_letter() -> None:
    u, w = torch.ones(4, 3), torch.ones(4, 3)
    first, second = groups(trace("(u * w).sum(1)", {"u": u, "w": w}))
    assert first == second == [n // 3 for n in range(12)]


def groups(traced: Trace) -> list[list[int | None]]:
    return group_elements(traced, 8, 24).of_input


def test_a_long_view_is_grouped_by_where_elements_go() -> None:
    traced = trace("flat.view(3, 4)", {"flat": torch.arange(12)})
    assert groups(traced) == [[n // 4 for n in range(12)]]


def test_pixels_are_grouped_by_channel_both_ways() -> None:
    names = {"F": torch.nn.functional, "x": torch.arange(16).view(1, 4, 2, 2)}
    assert groups(trace("F.pixel_shuffle(x, 2)", names)) == [
        [n // 4 for n in range(16)]
    ]
    (found,) = groups(
        trace("F.pixel_unshuffle(y, 2)", {**names, "y": torch.arange(16).view(1, 4, 4)})
    )
    assert found[:8] == [0, 1, 0, 1, 2, 3, 2, 3]


def test_a_long_axis_is_cut_in_the_middle() -> None:
    assert indices_drawn(8, 8, 5, 2) == list(range(8))
    assert indices_drawn(9, 8, 5, 2) == [0, 1, 2, 3, 4, None, 7, 8]
    operand = Operand("x", (20, 30), "int64", list(range(600)))
    places = [place.place for place in lay_out(operand).places]
    assert places[:9] == [0, 1, 2, 3, 4, 5, 6, 7, 28]
    assert places[-1] == 599
    assert lay_out(operand).marks.count("…") > 3


def test_a_link_to_what_is_cut_out_is_left_out() -> None:
    svg = drawn("x.sum()", x=torch.ones(20, 10))
    (result,) = (cell for cell in cells(svg) if cell.get("data-rule") is not None)
    linked = [int(n) for n in str(result.get("data-from")).split()]
    assert linked == list(range(len(cells(svg)) - 1))


@pytest.mark.parametrize("axes", range(5))
def test_each_axis_has_an_arrow_with_its_number(axes: int) -> None:
    svg = drawn("x * 1", x=torch.ones((2,) * axes))
    assert sorted(texts(svg, "s")) == sorted([f"dim {n}" for n in range(axes)] * 2)


def test_blocks_do_not_overlap() -> None:
    operand = Operand("x", (2, 3, 2, 2), "int64", list(range(24)))
    grid = lay_out(operand)
    corners = {(place.x, place.y) for place in grid.places}
    assert len(corners) == 24
    for place in grid.places:
        assert 0 <= place.x <= grid.width - grid.cell_width
        assert 0 <= place.y <= grid.height - grid.cell_height


def test_the_element_that_is_outlined_is_drawn_with_its_sources() -> None:
    svg = drawn("x.flip(0)", x=torch.arange(20))
    (result,) = (
        cell
        for cell in cells(svg)
        if cell.get("class") == "c on" and cell.get("data-rule")
    )
    assert result.get("data-from")
    cut = [cell.get("data-at") for cell in cells(svg) if cell.get("data-cut") == ""]
    assert "x[5]" in cut
    assert "x[0]" not in cut


def test_what_names_and_expressions_hold_is_escaped() -> None:
    svg = Drawing(trace("d['<b>&']", {"d": {"<b>&": T}})).svg()
    assert "<b>" not in svg
    assert "d['<b>&']" in str(ElementTree.fromstring(svg).get("aria-label"))


def test_a_stamp_has_no_letters_names_or_data() -> None:
    svg = drawn("t.sum(0)", t=T, compact=True)
    assert not any(texts(svg, css) for css in "gns")
    assert "data-from" not in ElementTree.tostring(svg, encoding="unicode")


def test_a_drawing_that_stands_alone_has_the_rules_of_the_page() -> None:
    style = standalone_style()
    assert ".k7{fill:#999;fill-opacity:var(--tint);}" in style
    assert ".on>.b{" in style
    assert ".diagram" not in style


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("out = a + b", "out"),
        ("total=a+b; print(total)", "total"),
        ("print(a + b)", ""),
        ("x, y = a + b", ""),
        ("for i in c:\n    inner = a + b", "inner"),
    ],
)
def test_the_value_has_the_name_that_the_cell_gives_it(code: str, name: str) -> None:
    assert assigned_name(code, "a + b") == name


def figures(site: Path, note: str) -> list[Tag]:
    return list(pages.note(site, note).select("figure.diagram"))


def asked(note: str) -> list[str]:
    """Return the expressions that a note wants drawn."""
    found = re.findall(r'^# sphinx_gallery_diagram = "(.*)"$', source(note), re.M)
    return [str(expression) for expression in found]


WITH_DIAGRAM = [note for note in NOTES if asked(note)]


def test_fourteen_notes_have_a_diagram() -> None:
    assert len(WITH_DIAGRAM) >= 14


@pytest.mark.parametrize("note", WITH_DIAGRAM)
def test_each_diagram_asked_for_is_drawn_and_light(note: str, site: Path) -> None:
    found = figures(site, note)
    assert [figure.select_one("code").get_text() for figure in found] == asked(note)  # type: ignore[union-attr]
    for figure in found:
        assert len(str(figure.select_one("svg")).encode()) <= LARGEST
        assert figure.select_one("style") is None
        assert figure.select_one(".diagram-line .diagram-rule").get_text()  # type: ignore[union-attr]
    assert "sphinx_gallery_diagram" not in pages.note(site, note).get_text()


@pytest.mark.parametrize("note", NOTES)
def test_what_draws_is_loaded_where_something_is_drawn(note: str, site: Path) -> None:
    page = str(pages.note(site, note))
    assert ("diagram.js" in page) == (note in WITH_DIAGRAM)
    assert ("diagram.css" in page) == (note in WITH_DIAGRAM)


def test_the_script_of_the_diagrams_is_small() -> None:
    script = PACKAGE / "diagrams" / "static" / "diagram.js"
    assert script.stat().st_size <= 8_000


@pytest.mark.parametrize("note", NOTES)
def test_a_card_has_a_picture_of_its_own_with_a_text(note: str, site: Path) -> None:
    page = pages.read(site / "en" / "notes" / "index.html")
    name = note.split("/")[1]
    (image,) = page.select(f'img[src*="sphx_glr_{name}_thumb"]')
    assert len(str(image["alt"])) > 20
    svg = (site / "en" / "notes" / str(image["src"])).resolve().read_text("utf-8")
    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"
    if note in WITH_DIAGRAM:
        assert str(image["alt"]).startswith("Diagram of ")


def test_no_two_cards_have_the_same_picture(site: Path) -> None:
    page = pages.read(site / "en" / "notes" / "index.html")
    images = page.select(".sphx-glr-thumbcontainer img")
    alternatives = [str(image["alt"]) for image in images]
    assert len(alternatives) == len(set(alternatives)) == len(NOTES)


PLOTTED = [note for note in NOTES if "plt.show()" in source(note)]


@pytest.mark.parametrize("note", PLOTTED)
def test_a_plot_is_vector_with_a_text_and_the_same_each_time(
    note: str, site: Path
) -> None:
    images = pages.note(site, note).select("article img[src$='.svg']")
    assert images
    for image in images:
        path = (
            site / "en" / "notes" / note.split("/")[0] / str(image["src"])
        ).resolve()
        svg = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert svg.get("role") == "img"
        assert "<dc:date>" not in path.read_text(encoding="utf-8")


BAD = {
    "wrong": ("torch.gather(t, 5, t)", "raises IndexError: Dimension out of range"),
    "unknown": ("t + missing", "raises NameError: name 'missing' is not defined"),
    "sorts": ("t.sort().values", "changes elements that NaN does not reach"),
    "syntax": ("t +", "is no expression: invalid syntax"),
    "empty": ("t[:0]", "has no elements to show"),
    "heavy": ("(t + torch.zeros(9, 9, 60, 1)) * 1", "more than 30,000; use smaller"),
}


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build notes whose diagrams cannot be drawn; return the summary."""
    notes = {
        f"tensors/{name}": f"import torch\nt = torch.arange(5)\n\n# %%\n# Text.\n\n"
        f'# sphinx_gallery_diagram = "{expression}"\nprint(t)\n'
        for name, (expression, _) in BAD.items()
    }
    notes["tensors/renamed"] = (
        "import torch\nt = torch.arange(3)\n"
        '# sphinx_gallery_diagram = "t + 1"\nt = t + 1\n'
    )
    notes["tensors/two"] = (
        "import torch\nt = torch.arange(3)\n"
        '# sphinx_gallery_diagram = "t + 1"\n# sphinx_gallery_diagram = "t + 2"\n'
    )
    notes["tensors/number"] = "# sphinx_gallery_diagram = 5\nprint(1)\n"
    project = Project(tmp_path_factory.mktemp("refused"), notes)
    build = project.build("--device", "cpu")
    assert build.returncode == 1
    return build.stdout.rpartition("device  name")[2]


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_diagram_that_cannot_be_drawn_fails_the_build(
    name: str, refused: str
) -> None:
    (line,) = (line for line in refused.splitlines() if f"/{name}.py" in line)
    assert line.startswith(f"examples/tensors/{name}.py:13: DiagramError: ")
    assert BAD[name][1] in line


def test_a_diagram_must_not_contradict_what_the_cell_prints(refused: str) -> None:
    assert (
        "examples/tensors/renamed.py:9: DiagramError: after the cell, 't + 1' is not "
        "what the cell calls t" in refused
    )


def test_a_cell_has_one_diagram(refused: str) -> None:
    assert "examples/tensors/two.py:10: DiagramError: a cell can have one" in refused


def test_a_diagram_must_be_an_expression_in_quotes(refused: str) -> None:
    assert (
        "examples/tensors/number.py:7: DiagramError: sphinx_gallery_diagram must be "
        "one expression in quotes" in refused
    )
