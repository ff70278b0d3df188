"""A plot on a dark page, in a real browser: data keep their colours, the rest turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from playwright.sync_api import Browser

from syntax_notes.diagrams.figure_files import FigureFile

GROUND, FOREGROUND = "rgb(19, 20, 22)", "rgb(221, 221, 221)"
WHITE, BLACK, GRAY = "rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(128, 128, 128)"
# The colours of what is drawn in a group, and of the text with some words.
STYLES = """([selector, words]) => [...document.querySelectorAll(selector)]
  .filter((e) => !words || e.textContent === words)
  .map((e) => getComputedStyle(e))
  .map((s) => [s.fill, s.stroke, s.filter])"""
Look = Callable[..., list[list[str]]]


@pytest.fixture(autouse=True)
def figures() -> Iterator[None]:
    """Draw without a screen, and leave nothing behind."""
    plt.switch_backend("agg")
    with mpl.rc_context():
        yield
    plt.close("all")


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Iterator[Look]:
    """Return what looks at a figure in the dark, or in the light."""
    context = browser.new_context()
    page = context.new_page()

    def look(
        figure: Figure, selector: str, words: str = "", scheme: Any = "dark"
    ) -> list[list[str]]:
        path = tmp_path / "figure.svg"
        FigureFile(figure)(path, format="svg")
        page.emulate_media(color_scheme=scheme)
        page.goto(path.as_uri())
        styles: list[list[str]] = page.evaluate(STYLES, [selector, words])
        return styles

    yield look
    context.close()


def fills(styles: list[list[str]]) -> list[str]:
    return [fill for fill, *_ in styles]


def bars() -> Figure:
    figure, axes = plt.subplots()
    for number, bar in enumerate(
        axes.bar(list("abc"), [1, 2, 3], color=["k", "w", "0.5"])
    ):
        bar.set_gid(f"bar{number}")
    axes.bar_label(axes.containers[0], ["on a", "on b", "on c"], label_type="center")
    axes.text(0, 2.5, "free")
    axes.text(2.2, 3.1, "blue", color="navy")
    axes.set_title(r"title $\frac{x}{2}$")
    return figure


def test_bars_keep_their_colours(look: Look) -> None:
    # The black one is named by the build, so that it gets a rim.
    assert fills(look(bars(), '[id^="rimmed"] path')) == [BLACK]
    assert fills(look(bars(), '[id^="bar"] path')) == [WHITE, GRAY]
    ((*_, rim),) = look(bars(), '[id^="rimmed"]')
    assert "drop-shadow" in rim
    ((*_, rim),) = look(bars(), '[id^="rimmed"]', scheme="light")
    assert rim == "none"


def test_text_frame_and_ground_change(look: Look) -> None:
    for words in ("free", "a"):
        assert fills(look(bars(), "text", words)) == [FOREGROUND]
        assert fills(look(bars(), "text", words, scheme="light")) == [BLACK]
    assert fills(look(bars(), "tspan", "x")) == [FOREGROUND]
    assert fills(look(bars(), "text ~ rect")) == [FOREGROUND]
    for scheme, ground, line in (("dark", GROUND, FOREGROUND), ("light", WHITE, BLACK)):
        grounds = look(bars(), '[id^="frame"] path[style*="#ffffff"]', scheme=scheme)
        assert fills(grounds) == [ground] * 2
        ticks = look(bars(), '[id^="matplotlib.axis"] use', scheme=scheme)
        spines = look(bars(), '[id^="frame"] [style*="stroke:"]', scheme=scheme)
        assert {stroke for _, stroke, _ in spines + ticks} == {line}


def test_the_ticks_take_the_colour_of_their_use(look: Look) -> None:
    look(bars(), "text")  # Drawn once, and looked at in its source.
    figure = bars()
    marker = look(figure, '[id^="matplotlib.axis"] defs path')
    assert marker
    assert all(stroke == "none" for _, stroke, _ in marker)


@pytest.mark.parametrize("backend", ["agg", "svg"])
def test_text_on_data_keeps_its_colour(look: Look, backend: str) -> None:
    plt.switch_backend(backend)
    for words in ("on b", "on c"):
        assert fills(look(bars(), "text", words)) == [BLACK]
    figure, axes = plt.subplots()
    axes.imshow([[0, 1], [2, 3]], cmap="gray")
    axes.text(1, 1, "dark", color="k")
    axes.text(0, 0, "bright", color="w")
    assert fills(look(figure, "text", "dark")) == [BLACK]
    assert fills(look(figure, "text", "bright")) == [WHITE]


def test_text_beside_data_changes(look: Look) -> None:
    # Begins in a bar and ends outside, once the axes are scaled.
    figure, axes = plt.subplots()
    axes.bar([0, 1, 2], [1, 2, 3], color="w")
    axes.text(0.35, 0.5, "beside")
    assert fills(look(figure, "text", "beside")) == [FOREGROUND]


def test_a_colour_of_text_stays_a_colour_that_can_be_read(look: Look) -> None:
    (fill,) = fills(look(bars(), "text", "blue"))
    red, green, blue = map(int, fill.removeprefix("rgb(").rstrip(")").split(","))
    assert blue > red == green > 50
    assert fills(look(bars(), "text", "blue", scheme="light")) == ["rgb(0, 0, 128)"]


def test_lines_chosen_black_or_white_keep_it(look: Look) -> None:
    figure, axes = plt.subplots()
    axes.plot([1, 2], "k", label="black")
    axes.plot([2, 1], "w", gid="white")
    axes.legend()
    lines = look(figure, '[id^="rimmed"] path, #white path')
    # That of the legend, too.
    assert [stroke for _, stroke, _ in lines] == [BLACK, WHITE, BLACK]
    assert fills(look(figure, "text", "black")) == [FOREGROUND]
    (box,) = look(figure, '[id^="legend"] [id^="frame"] path')
    assert box[0] == GROUND


def test_what_is_drawn_with_lines_only_gets_a_rim(look: Look) -> None:
    figure, axes = plt.subplots()
    axes.contour([[0, 1], [2, 3]], colors="k")
    axes.vlines([0, 1], 0, 1, color="k")
    axes.contour([[0, 1], [2, 3]], cmap="gray")
    axes.add_patch(plt.Rectangle((0, 0), 1, 1, fill=False))
    rimmed = look(figure, '[id^="rimmed"]')
    assert len(rimmed) == 3
    assert all("drop-shadow" in filter for *_, filter in rimmed)


def test_a_gray_map_keeps_its_order(look: Look) -> None:
    figure, axes = plt.subplots()
    axes.contourf([[0, 1], [2, 3]], cmap="gray", levels=3)
    levels = fills(look(figure, '[id^="QuadContourSet"] path'))
    grays = [int(fill.removeprefix("rgb(").split(",")[0]) for fill in levels]
    assert grays == sorted(grays)
    assert grays[-1] - grays[0] > 100
    assert levels == fills(look(figure, '[id^="QuadContourSet"] path', scheme="light"))


@pytest.mark.parametrize("way", ["figure", "setting", "style"])
def test_a_figure_with_its_own_ground_stays_as_it_is(look: Look, way: str) -> None:
    if way == "style":
        plt.style.use("dark_background")
    if way == "setting":
        plt.rcParams["savefig.facecolor"] = "lightyellow"
    figure, axes = plt.subplots(facecolor="lightyellow" if way == "figure" else None)
    axes.plot([1, 2], "w")
    axes.set_title("title")
    for selector in ("text", "path", "use"):
        assert look(figure, selector) == look(figure, selector, scheme="light")


def test_a_figure_is_left_as_it_was() -> None:
    figure, axes = plt.subplots()
    axes.patch.set_gid("mine")
    image = axes.imshow([[0, 1]])
    before = [(part, part.get_gid()) for part in figure.findobj()]
    FigureFile(figure)("/dev/null", format="svg")
    assert [(part, part.get_gid()) for part in figure.findobj()] == before
    assert image.get_interpolation() == plt.rcParams["image.interpolation"]
