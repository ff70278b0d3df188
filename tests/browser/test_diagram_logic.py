"""Where the arrow keys go in a diagram, and what is said of an element."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from syntax_notes.room_hashes import PACKAGE

SCRIPT = PACKAGE / "diagrams" / "static" / "diagram.js"
Point = tuple[float, float]
RIGHT, LEFT, DOWN, UP = (1, 0), (-1, 0), (0, 1), (0, -1)


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """Load the script into a page that has no diagram."""
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def nearest(
    page: Page, points: list[Point], direction: Point, start: Point = (0, 0)
) -> Point | None:
    """Return the nearest of some points to another, if any is in that direction."""
    expression = "(given) => diagrams.nearest(...given)"
    found = page.evaluate(expression, [points, start, direction])
    return points[found] if found >= 0 else None


@pytest.mark.parametrize("direction", [RIGHT, LEFT, DOWN, UP])
def test_an_arrow_leads_to_the_neighbour_in_its_direction(
    script: Page, direction: Point
) -> None:
    neighbours = [(30.0, 0.0), (-30.0, 0.0), (0.0, 30.0), (0.0, -30.0)]
    x, y = direction
    assert nearest(script, neighbours, direction) == (30 * x, 30 * y)


@pytest.mark.parametrize("direction", [RIGHT, LEFT, DOWN, UP])
def test_an_element_straight_ahead_is_nearer_than_one_aside(
    script: Page, direction: Point
) -> None:
    x, y = direction
    aside, straight = (20 * x + 10 * y, 20 * y + 10 * x), (40 * x, 40 * y)
    assert nearest(script, [aside, straight, aside], direction) == straight


def test_an_element_aside_is_nearer_than_one_far_ahead(script: Page) -> None:
    assert nearest(script, [(100, 0), (20, 10)], RIGHT) == (20, 10)


def test_distances_count_from_the_element_that_has_the_focus(script: Page) -> None:
    points: list[Point] = [(0, 0), (30, 0), (60, 0), (90, 0)]
    assert nearest(script, points, RIGHT, start=(30, 0)) == (60, 0)
    assert nearest(script, points, LEFT, start=(60, 0)) == (30, 0)


@pytest.mark.parametrize("direction", [RIGHT, DOWN, UP])
def test_where_nothing_is_in_the_direction_an_arrow_leads_nowhere(
    script: Page, direction: Point
) -> None:
    assert nearest(script, [(0, 0), (-30, 0), (-60, 0)], direction) is None


def test_an_element_less_than_a_pixel_ahead_is_beside(script: Page) -> None:
    assert nearest(script, [(0.5, 30), (0.5, -30)], RIGHT) is None


WORDS = {
    "to": "goes to",
    "leads": "leads to",
    "nowhere": "goes nowhere",
    "cut": "others",
}
RULES = ["out[0][0] = t[0][1] = 4, where index[0][0] = 1", "out[2][1] = t[0][1] = 4"]


def sentence(page: Page, element: dict[str, str], rules: list[str]) -> str:
    """Return what is said of an element with the number 4."""
    expression = "(given) => diagrams.sentence(...given)"
    return str(page.evaluate(expression, [element, "4", rules, WORDS]))


def test_of_a_result_its_rule_is_said(script: Page) -> None:
    said = sentence(script, {"rule": RULES[0], "from": "1 5"}, [])
    assert said == RULES[0]


def test_of_an_input_it_is_said_where_it_goes(script: Page) -> None:
    said = sentence(script, {"at": "t[0][1]"}, RULES)
    assert said == "t[0][1] = 4, goes to out[0][0], out[2][1]"


def test_of_an_index_it_is_said_where_it_leads(script: Page) -> None:
    said = sentence(script, {"at": "index[0][0]", "index": ""}, RULES[:1])
    assert said == "index[0][0] = 4, leads to out[0][0]"


def test_of_an_element_that_goes_nowhere_that_is_said(script: Page) -> None:
    assert sentence(script, {"at": "t[0][1]"}, []) == "t[0][1] = 4, goes nowhere"


def test_results_that_are_not_drawn_are_said_last(script: Page) -> None:
    said = sentence(script, {"at": "t[0][1]", "cut": ""}, RULES[:1])
    assert said == "t[0][1] = 4, goes to out[0][0], others"


def test_an_element_of_which_no_result_is_drawn_still_goes_somewhere(
    script: Page,
) -> None:
    said = sentence(script, {"at": "t[0][1]", "cut": ""}, [])
    assert said == "t[0][1] = 4, goes to others"
