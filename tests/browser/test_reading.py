"""Every page as readers get it: in a real browser, in both languages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.note_list import NOTES

LANGUAGES = ("en", "zh-cn")
LIGHT = {"resultTypes": ["violations"], "selectors": False}
# Nothing but colours is different in the dark.
DARK = LIGHT | {"runOnly": ["color-contrast"]}
# The code of later sections has the colours of that of the first ones, and that of a
# Chinese page is that of the English one: all of it is looked at once.
ONCE = {"exclude": [["article section > section:nth-of-type(n + 8) pre"]]}
NOTE = "notes/indexing/gather.html"


def pages_of(site: Path, language: str) -> list[str]:
    """Return the address of each page of a language, below the root."""
    found = [path.relative_to(site) for path in (site / language).rglob("*.html")]
    return sorted(path.as_posix() for path in found)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_and_keeps_to_its_host(
    page: Page, address: str, site: Path, language: str
) -> None:
    hosts: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: errors.append(str(error)))
    # What the policy of a page forbids is an error in the console.
    page.on(
        "console",
        lambda said: errors.extend([said.text] if said.type == "error" else []),
    )
    axe = Axe()
    violations = {}
    for name in pages_of(site, language):
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}/{name}")
        found = [
            axe.run(page, context=ONCE if language != "en" else None, options=LIGHT)
        ]
        page.emulate_media(color_scheme="dark")
        found.append(axe.run(page, context=ONCE, options=DARK))
        reports = [one.generate_report() for one in found if one.response["violations"]]
        if reports:
            violations[name] = reports
    assert violations == {}
    assert errors == []
    assert hosts == {urlsplit(address).netloc}


def test_a_script_that_gets_into_a_page_is_not_run(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{NOTE}")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.body.insertAdjacentHTML(
            "beforeend", "<img src='no' onerror='window.ran = true'>"
          );
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None


INJECTED = {
    "form-action": """
      const form = document.createElement("form");
      form.action = "http://other.example/";
      document.body.append(form);
      form.submit();
    """,
    "base-uri": """
      const base = document.createElement("base");
      base.href = "http://other.example/";
      document.head.append(base);
    """,
    "connect-src": "fetch('http://other.example/').catch(() => {});",
    "frame-src": """
      const frame = document.createElement("iframe");
      frame.src = "http://other.example/";
      document.body.append(frame);
    """,
    "object-src": """
      const object = document.createElement("object");
      object.data = "http://other.example/";
      object.type = "image/svg+xml";
      document.body.append(object);
    """,
}
# Ways to run a text.
RUNS = (
    "eval('window.ran = true')",
    "new Function('window.ran = true')()",
    "setTimeout('window.ran = true')",
    "document.body.setAttribute('onclick', 'window.ran = true'); document.body.click()",
    "location.href = 'javascript:window.ran = true'",
)


@pytest.mark.parametrize("directive", sorted(INJECTED))
def test_what_a_page_may_not_do_is_stopped(
    page: Page, address: str, directive: str
) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(f"{address}/en/{NOTE}")
    stopped = page.evaluate(
        f"""() => new Promise((resolve) => {{
          addEventListener("securitypolicyviolation", (event) =>
            resolve(event.effectiveDirective));
          {INJECTED[directive]}
        }})"""
    )
    assert stopped == directive
    assert page.evaluate("window.ran") is None
    assert not [url for url in sent if "other.example" in url]


@pytest.mark.parametrize("run", RUNS, ids=range(len(RUNS)))
def test_no_script_runs_a_text(page: Page, address: str, run: str) -> None:
    """The script itself is one that may run: its file is among those of the site."""
    page.route(
        f"{address}/injected.js",
        lambda route: route.fulfill(body=f"window.began = true; {run};"),
    )
    page.goto(f"{address}/en/{NOTE}")
    stopped = page.evaluate(
        """() => new Promise((resolve) => {
          addEventListener("securitypolicyviolation", (event) =>
            resolve(event.effectiveDirective));
          const script = document.createElement("script");
          script.src = "/injected.js";
          document.body.append(script);
        })"""
    )
    assert stopped.startswith("script-src")
    assert page.evaluate("window.began")
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_dialog_is_accessible(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/en/{NOTE}")
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("gather")
    expect(page.locator(".search-results a")).not_to_have_count(0)
    found = Axe().run(page)
    context.close()
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_small_phone(
    browser: Browser, address: str, site: Path, language: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for name in pages_of(site, language):
        page.goto(f"{address}/{name}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    context.close()
    assert wide == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_of_a_note_is_light(
    browser: Browser, address: str, site: Path, language: str
) -> None:
    heavy = {}
    for note in NOTES:
        context = browser.new_context()
        page = context.new_page()
        paths: set[str] = set()
        page.on("request", lambda request, paths=paths: paths.add(request.url))
        page.goto(f"{address}/{language}/notes/{note}.html")
        context.close()
        files = [site / urlsplit(path).path[1:] for path in paths]
        weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
        assert len(files) > 5
        if weight > 120_000:
            heavy[note] = weight
    assert heavy == {}


@pytest.mark.parametrize("name", ["index", "notes/index", NOTE[:-5], "devices"])
def test_nothing_moves_while_a_page_loads(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/zh-cn/{name}.html", wait_until="networkidle")
    moved = page.evaluate(
        """() => new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 200);
        })"""
    )
    assert moved < 0.01


def test_without_javascript_a_note_reads_completely(
    browser: Browser, address: str
) -> None:
    texts = []
    for javascript in (True, False):
        context = browser.new_context(java_script_enabled=javascript)
        page = context.new_page()
        page.goto(f"{address}/en/{NOTE}")
        texts.append(page.locator("article .output pre").all_inner_texts())
        expect(page.locator("article .output pre").first).to_be_visible()
        expect(page.locator("article svg").first).to_be_visible()
        context.close()
    with_script, without = texts
    assert len(without) > 20
    assert without == with_script


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_from_a_folder_has_its_styles_and_pictures(
    page: Page, site: Path, language: str
) -> None:
    page.goto((site / language / "notes" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert page.evaluate(
        "[...document.images].filter((one) => one.loading !== 'lazy')"
        ".every((one) => one.complete && one.naturalWidth > 0)"
    )
    assert page.locator("article img").count() >= len(NOTES)


def test_the_skip_link_leads_past_the_menu(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{NOTE}")
    link = page.get_by_role("link", name="Skip to content")
    for _ in range(3):
        page.keyboard.press("Tab")
        if link.evaluate("(one) => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#furo-main-content$"))


def test_what_has_the_focus_is_outlined(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{NOTE}")
    plain = []
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate(
            """() => {
              const one = document.activeElement;
              const { outlineStyle, outlineWidth } = getComputedStyle(one);
              const shown = outlineStyle !== "none" && outlineWidth !== "0px";
              return [one.outerHTML.slice(0, 80), shown, one.checkVisibility()];
            }"""
        )
        if style[2] and not style[1]:
            plain.append(style[0])
    assert plain == []


def test_outputs_are_unfolded_on_paper(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{NOTE}")
    page.get_by_role("button", name="Predict first").click()
    output = page.locator("details.output pre").first
    expect(output).to_be_hidden()
    page.emulate_media(media="print")
    box = output.bounding_box()
    assert box is not None
    assert box["height"] > 20
    for aside in (".sidebar-drawer", ".toc-drawer", ".code-tools", ".note-downloads"):
        expect(page.locator(aside).first).to_be_hidden()
    assert len(page.pdf()) > 50_000


def test_code_is_copied_and_output_is_not(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/en/{NOTE}")
    block = page.locator('article [class*="highlight-Python"]').first
    block.hover()
    button = block.get_by_role("button", name="Copy")
    button.click()
    expect(block.get_by_role("button")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("import torch\n")
    assert copied.endswith("print(out)")
    assert page.locator(".highlight-none button").count() == 0
    context.close()


def test_each_cell_has_an_address(page: Page, address: str) -> None:
    page.goto(f"{address}/zh-cn/{NOTE}")
    anchors = page.locator("article [id^='cell-']")
    ids = anchors.evaluate_all("all => all.map((one) => one.id)")
    assert len(ids) > 30
    assert ids == [f"cell-{number + 1}" for number in range(len(ids))]
    block = page.locator("#cell-5 + div")
    block.hover()
    block.get_by_role("link", name="链接到此单元格").click()
    expect(page).to_have_url(re.compile("#cell-5$"))
    expect(block).to_be_in_viewport()


def test_a_tag_narrows_the_gallery_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/zh-cn/notes/index.html")
    cards = page.locator(".note-card:visible")
    expect(cards).to_have_count(len(NOTES))
    button = page.get_by_role("button", name="梯度", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="周边的 Python")).to_be_hidden()
    few = cards.count()
    assert 0 < few < len(NOTES)
    page.reload()
    expect(cards).to_have_count(few)
    page.get_by_role("button", name="梯度", exact=True).click()
    expect(cards).to_have_count(len(NOTES))


def test_next_follows_the_path(page: Page, address: str) -> None:
    page.goto(f"{address}/en/notes/tensors/arange_view.html")
    expect(page.locator(".prev-page")).to_contain_text("Where do I start?")
    page.locator(".next-page").click()
    expect(page).to_have_url(re.compile("/tensors/data_types.html$"))
    page.locator(".next-page").click()
    expect(page).to_have_url(re.compile("/arithmetic/sum.html$"))


def test_the_diagram_of_the_first_page_answers(page: Page, address: str) -> None:
    page.goto(f"{address}/en/index.html")
    figure = page.locator("figure.diagram")
    rule = figure.locator(".diagram-rule")
    before = rule.inner_text()
    figure.locator('.c[data-at="t[2][0]"]').hover()
    expect(rule).not_to_have_text(before)
    expect(rule).to_contain_text("t[2][0]")
    page.locator("article").get_by_role("link", name="Search").click()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_colours_that_the_system_forces_lose_nothing(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}/en/{NOTE}")
    cell = page.locator("figure.diagram .c").first
    stroke = cell.evaluate(
        "(one) => getComputedStyle(one.querySelector('rect.b')).stroke"
    )
    assert stroke != "none"
    expect(page.locator("article .output pre").first).to_be_visible()
    context.close()
