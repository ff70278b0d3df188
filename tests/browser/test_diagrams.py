"""A diagram, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

NOTE = "indexing/gather"


def address(site: Path, note: str = NOTE) -> str:
    return (site / "en" / "notes" / f"{note}.html").as_uri()


@pytest.fixture
def figure(page: Page, site: Path) -> Locator:
    """The first diagram of the note on gather: ``out = torch.gather(t, 1, index)``."""
    page.goto(address(site))
    figure = page.locator("figure.diagram").first
    figure.scroll_into_view_if_needed()
    return figure


def cell(figure: Locator, name: str) -> Locator:
    """Return an element by its name, such as ``t[2][1]``."""
    return figure.locator(f'.c[data-at="{name}"], .c[data-rule^="{name} = "]')


def lit(figure: Locator) -> list[str]:
    """Return the names of the elements that are outlined."""
    return [
        (found.get_attribute("data-at") or str(found.get_attribute("data-rule"))).split(
            " = "
        )[0]
        for found in figure.locator(".c.on").all()
    ]


def rule(figure: Locator) -> Locator:
    return figure.locator(".diagram-rule")


def test_an_element_of_the_result_lights_up_what_it_came_from(figure: Locator) -> None:
    cell(figure, "out[2][1]").hover()
    assert lit(figure) == ["t[2][2]", "index[2][1]", "out[2][1]"]
    expect(rule(figure)).to_have_text("out[2][1] = t[2][2] = 10, where index[2][1] = 2")


def test_an_element_of_an_input_lights_up_where_it_goes(figure: Locator) -> None:
    cell(figure, "t[1][1]").hover()
    assert lit(figure) == ["t[1][1]", "out[1][0]", "out[1][1]"]
    expect(rule(figure)).to_have_text("t[1][1] = 5, goes to out[1][0], out[1][1]")
    cell(figure, "t[0][1]").hover()
    assert lit(figure) == ["t[0][1]"]
    expect(rule(figure)).to_have_text("t[0][1] = 1, goes nowhere")


def test_without_the_pointer_the_chosen_element_is_outlined_again(
    page: Page, figure: Locator
) -> None:
    before = lit(figure)
    cell(figure, "out[2][1]").hover()
    assert lit(figure) != before
    page.mouse.move(5, 5)
    expect(figure.locator(".c.on")).to_have_count(len(before))
    assert lit(figure) == before


def test_arrow_keys_move_between_elements(page: Page, figure: Locator) -> None:
    figure.locator(".c[tabindex='0']").focus()
    page.keyboard.press("Home")
    steps = [
        ("", "t[0][0]"),
        ("ArrowRight", "t[0][1]"),
        ("ArrowDown", "t[1][1]"),
        ("ArrowLeft", "t[1][0]"),
        ("ArrowUp", "t[0][0]"),
        ("End", "out[2][1]"),
    ]
    for key, name in steps:
        if key:
            page.keyboard.press(key)
        expect(cell(figure, name)).to_be_focused()
        expect(rule(figure)).to_contain_text(f"{name} = ")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    # From one tensor into the next, along a row.
    expect(figure.locator(".c:focus")).to_have_attribute("data-at", "t[2][3]")


def test_a_diagram_is_one_stop_of_the_tab_key(page: Page, figure: Locator) -> None:
    expect(figure.locator("[tabindex='0']")).to_have_count(1)
    figure.locator(".c[tabindex='0']").focus()
    page.keyboard.press("Tab")
    expect(figure.get_by_role("button", name="Play")).to_be_focused()


def test_each_element_has_a_name_for_a_screen_reader(figure: Locator) -> None:
    expect(figure.locator("svg")).to_have_role("group")
    expect(figure.locator("svg")).to_have_accessible_name(
        "Diagram of torch.gather(t, 1, index). From t, shape (3, 4), int64; index, "
        "shape (3, 2), int64 to out, shape (3, 2), int64. "
        "Outlined: out[1][0] = t[1][1] = 5, where index[1][0] = 1."
    )
    expect(cell(figure, "t[1][1]")).to_have_accessible_name(
        "t[1][1] = 5, goes to out[1][0], out[1][1]"
    )


def test_a_touch_chooses_an_element(browser: Browser, site: Path) -> None:
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(address(site))
    figure = page.locator("figure.diagram").first
    cell(figure, "t[0][3]").tap()
    assert lit(figure) == ["t[0][3]", "out[0][0]"]
    expect(rule(figure)).to_have_text("t[0][3] = 3, goes to out[0][0]")
    context.close()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_button_steps_through_the_result(
    browser: Browser, site: Path, motion: str
) -> None:
    context = browser.new_context(reduced_motion=motion)
    page = context.new_page()
    page.clock.install()
    page.goto(address(site))
    figure = page.locator("figure.diagram").first
    transition = figure.locator(".b").first.evaluate(
        "e => getComputedStyle(e).transitionDuration"
    )
    assert (transition == "0s") == (motion == "reduce")
    figure.get_by_role("button", name="Play").click()
    for name in ("out[0][0]", "out[0][1]", "out[1][0]"):
        expect(rule(figure)).to_contain_text(f"{name} = ")
        expect(rule(figure)).to_have_attribute("aria-live", "polite")
        page.clock.run_for(1000)
    figure.get_by_role("button", name="Stop").click()
    stopped = rule(figure).inner_text()
    page.clock.run_for(5000)
    expect(rule(figure)).to_have_text(stopped)
    figure.get_by_role("button", name="Play").click()
    page.clock.run_for(10_000)
    expect(rule(figure)).to_contain_text("out[2][1] = ")
    expect(figure.get_by_role("button", name="Play")).to_be_visible()
    context.close()


def test_without_javascript_the_picture_is_complete_and_still(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site))
    figure = page.locator("figure.diagram").first
    expect(figure.locator("svg")).to_be_visible()
    expect(figure.locator("svg")).to_have_role("img")
    expect(figure.locator(".c.on")).to_have_count(3)
    expect(rule(figure)).to_have_text("out[1][0] = t[1][1] = 5, where index[1][0] = 1")
    expect(figure.get_by_role("button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("note", [NOTE, "modules/pixel_shuffle", "indexing/scatter"])
def test_on_a_phone_the_box_scrolls_and_the_page_does_not(
    page: Page, site: Path, note: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address(site, note))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = [
        box
        for box in page.locator(".diagram-box").all()
        if box.evaluate("e => e.scrollWidth > e.clientWidth")
    ]
    assert wide
    # Drawn in its own size, not shrunk to the screen.
    svg = wide[0].locator("svg")
    box = svg.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(
        float(str(svg.get_attribute("width"))), abs=0.1
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_can_be_read_in_both_themes(
    browser: Browser, site: Path, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address(site, "modules/conv_transpose"))
    page.locator("figure.diagram").first.scroll_into_view_if_needed()
    lowest = page.evaluate(CONTRAST)
    assert lowest >= 4.5, lowest
    context.close()


# The lowest contrast between a number and the colours behind it, which are translucent.
CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => {
      v /= 255;
      return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = parse(getComputedStyle(document.body).backgroundColor);
  let lowest = Infinity;
  for (const rect of document.querySelectorAll('.diagram rect[class^="k"]')) {
    const style = getComputedStyle(rect);
    const alpha = Number(style.fillOpacity);
    const colour = parse(style.fill).map((v, i) => alpha * v + (1 - alpha) * page[i]);
    const text = parse(getComputedStyle(rect.parentNode.querySelector("text")).fill);
    const [a, b] = [light(colour), light(text)].sort((x, y) => y - x);
    lowest = Math.min(lowest, (a + 0.05) / (b + 0.05));
  }
  return lowest;
}"""


def test_the_page_does_not_jump_from_rule_to_rule(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address(site))
    figure = page.locator("figure.diagram").first
    heights = set()
    for name in ("t[0][1]", "out[2][1]", "t[1][1]", "index[0][0]"):
        cell(figure, name).dispatch_event("pointerover", {"bubbles": True})
        heights.add(figure.evaluate("e => e.getBoundingClientRect().height"))
    assert len(heights) == 1


def test_predicting_first_folds_the_diagram_with_the_output(
    page: Page, figure: Locator
) -> None:
    page.get_by_role("button", name="Predict first").click()
    expect(figure).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_on_a_card_follows_the_theme(
    page: Page, site: Path, theme: str
) -> None:
    page.goto((site / "en" / "notes" / "index.html").as_uri())
    page.evaluate("t => document.body.dataset.theme = t", theme)
    image = page.locator('img[src*="sphx_glr_argv_thumb"]')
    scheme = image.evaluate("e => getComputedStyle(e).colorScheme")
    assert scheme == theme
