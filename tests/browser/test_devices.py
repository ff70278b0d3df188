"""Outputs of several devices, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import recorded
from tests.support.project import Project

LONG = "print('0123456789' * 20)\nprint('end')\n"
NOTES = {"tensors/one": f"print('first')\n\n# %%\n# Long\n# ----\n\n{LONG}"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a note that prints something else on a GPU."""
    project = Project(tmp_path_factory.mktemp("devices"), NOTES)
    project.record("--device", "cpu")
    other = "0123456789" * 20 + "\nEND\n"
    recorded.like_cpu(project.folder, "tensors/one", None, other)
    assert project.build("--device", "cpu").returncode == 0
    return (project.html / "en" / "notes" / "tensors" / "one.html").as_uri()


@pytest.mark.parametrize("width", [1280, 320])
def test_a_wide_output_scrolls_in_its_own_box(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".device-output")).to_have_count(2)
    for output in page.locator(".device-output pre").all():
        assert output.evaluate("e => e.scrollWidth > e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_outputs_stand_side_by_side_where_there_is_room(
    page: Page, address: str
) -> None:
    def tops() -> list[float]:
        boxes = [box.bounding_box() for box in page.locator(".device-output").all()]
        return [box["y"] for box in boxes if box is not None]

    page.goto(address)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert tops()[0] == tops()[1]
    page.set_viewport_size({"width": 380, "height": 800})
    assert tops()[0] < tops()[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_line_that_differs_is_marked_by_more_than_colour(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    lines = page.locator(".device-output .hll")
    expect(lines).to_have_text(["end\n", "END\n"])
    style = "(e, pseudo) => getComputedStyle(e, pseudo)"
    for line in lines.all():
        sign = line.evaluate(f"e => ({style})(e, '::before').content")
        assert sign.startswith('"≠"')
        colours = line.evaluate(
            f"e => [({style})(e).backgroundColor, "
            f"({style})(e.closest('pre')).backgroundColor]"
        )
        assert colours[0] != colours[1]
    context.close()


def test_a_screen_reader_hears_which_lines_differ(page: Page, address: str) -> None:
    page.goto(address)
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    names = [node.get("name", {}).get("value", "") for node in tree]
    assert names.count("differs: ") == 2


def test_what_is_copied_has_no_marks(page: Page, address: str) -> None:
    page.goto(address)
    copied = page.locator(".device-output pre").last.evaluate(
        "e => { getSelection().selectAllChildren(e); return String(getSelection()) }"
    )
    assert copied.strip().endswith("0123456789\nEND")
    assert "≠" not in copied
