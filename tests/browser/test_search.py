"""The search dialog, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Response, Route, expect

LANGUAGES = ("en", "zh-cn")
PAGE = "notes/data/dataset.html"


def open_dialog(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/{PAGE}")
    page.keyboard.press("Control+k")


def search(page: Page, query: str) -> Locator:
    """Type a query into the dialog, and return the links that it shows for it."""
    status = page.get_by_role("dialog").get_by_role("status")
    page.get_by_role("searchbox").fill("")
    expect(status).to_be_empty()
    page.get_by_role("searchbox").fill(query)
    expect(status).not_to_be_empty()
    return page.locator(".search-results a")


def target(links: Locator) -> str:
    """Return where the first result leads to, below the folder of the language."""
    address = urlsplit(links.first.get_attribute("href") or "")
    return address.path.split("/", 2)[2]


@pytest.mark.parametrize(
    ("language", "queries"),
    [
        ("en", ["torch.gather", "gather"]),
        ("zh-cn", ["torch.gather", "按索引取值", "怎么用 gather", "怎么用gather"]),
    ],
)
def test_gather_is_found(
    page: Page, address: str, language: str, queries: list[str]
) -> None:
    open_dialog(page, address, language)
    for query in queries:
        assert target(search(page, query)) == "notes/indexing/gather.html", query


QUERIES = {
    "scatter_": "indexing/scatter",
    "scat": "indexing/scatter",
    "what does scatter_ do?": "indexing/scatter",
    "keepdim": "arithmetic/sum",
    "broadcast": "arithmetic/broadcasting",
    "one hot": "indexing/one_hot",
    "index out of range in self": "modules/embedding",
    "sampler option is mutually exclusive": "data/dataloader",
    "size of tensor a must match": "arithmetic/broadcasting",
    # With other sizes than those that the note has.
    "RuntimeError: The size of tensor a (7) must match the size of tensor b (9) "
    "at non-singleton dimension 3": "arithmetic/broadcasting",
}
ENGLISH_QUERIES = {
    "transposed convolution": "modules/conv_transpose",
    "broadcasts": "arithmetic/broadcasting",
    "stride": "modules/conv_transpose",
}
CHINESE_QUERIES = {
    # Words that stand apart on the page, and a phrase that no page has.
    "张量广播机制": "arithmetic/broadcasting",
    "张量的广播机制": "arithmetic/broadcasting",
    "什么是广播": "arithmetic/broadcasting",
    "转置卷积": "modules/conv_transpose",
    "独热编码": "indexing/one_hot",
    "轴": "arithmetic/einsum",
    "scatter_函数": "indexing/scatter",
}


@pytest.mark.parametrize(
    ("language", "queries"),
    [("en", QUERIES | ENGLISH_QUERIES), ("zh-cn", QUERIES | CHINESE_QUERIES)],
)
def test_the_right_note_comes_first(
    page: Page, address: str, language: str, queries: dict[str, str]
) -> None:
    open_dialog(page, address, language)
    found = {query: target(search(page, query)) for query in queries}
    assert found == {query: f"notes/{note}.html" for query, note in queries.items()}


def test_index_tensors_lead_to_the_notes_that_use_them(
    page: Page, address: str
) -> None:
    open_dialog(page, address, "zh-cn")
    links = search(page, "索引张量").evaluate_all("all => all.map((a) => a.pathname)")
    assert {path.rpartition("/")[2] for path in links[:2]} == {
        "scatter.html",
        "gather.html",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_finds_its_note(
    page: Page, address: str, site: Path, language: str
) -> None:
    open_dialog(page, address, language)
    for path in sorted((site / language / "notes").glob("*/*.html")):
        if path.stem == "index":
            continue
        title = re.search(r"<title>(.*) - ", path.read_text("utf-8"))
        assert title is not None
        links = search(page, title[1])
        assert target(links) == f"notes/{path.parent.name}/{path.name}", title[1]


def test_a_result_has_title_topic_section_and_words_in_context(
    page: Page, address: str
) -> None:
    open_dialog(page, address, "en")
    first = search(page, "keepdim").first
    expect(first.locator(".search-title")).to_have_text(re.compile("^torch.sum"))
    place = "Arithmetic and shapes › keepdim leaves a 1 behind"
    expect(first.locator(".search-place")).to_have_text(place)
    expect(first.locator("mark").first).to_have_text("keepdim")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"sum\.html#keepdim-leaves-a-1-behind$"))
    expect(page.get_by_role("dialog")).to_be_hidden()
    heading = page.get_by_role("heading", name="keepdim leaves a 1 behind")
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize(
    ("language", "query", "answer"),
    [
        ("zh-cn", "量子纠缠", "没有页面含有“量子纠缠”。"),
        ("en", "entanglement", "No page has “entanglement”."),
        ("en", "gather entanglement", "Not on any page: entanglement"),
        ("zh-cn", "广播和量子纠缠", "任何页面都没有：量子纠缠"),
        ("en", "]]>&<zebra>(", "No page has “]]>&<zebra>(”."),
        ("en", "__proto__ valueOf", "No page has “__proto__ valueOf”."),
        ("en", "1234", "No page has “1234”."),
    ],
)
def test_a_word_that_is_not_there_says_so(
    page: Page, address: str, language: str, query: str, answer: str
) -> None:
    open_dialog(page, address, language)
    search(page, query)
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text(answer)


def test_everything_goes_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{PAGE}")
    field = page.get_by_role("search").get_by_role("textbox", name="Search")
    field.focus()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.type("gather")
    box = page.get_by_role("searchbox", name="Search")
    expect(box).to_be_focused()
    expect(box).to_have_value("gather")
    links = page.locator(".search-results a")
    expect(links).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_the_dialog_reads_out(page: Page, address: str) -> None:
    open_dialog(page, address, "en")
    links = search(page, "sampler option is mutually exclusive")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("2 pages")
    expect(links).to_have_count(2)
    expect(page.get_by_role("button", name="Close")).to_be_visible()


def test_a_failure_says_so_and_the_next_try_recovers(page: Page, address: str) -> None:
    def fail(route: Route) -> None:
        route.abort()

    page.route("**/_search/words-*", fail)
    open_dialog(page, address, "en")
    links = search(page, "gather")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text("The search could not be loaded.")
    page.unroute("**/_search/words-*", fail)
    assert target(search(page, "gather")) == "notes/indexing/gather.html"
    expect(links).not_to_have_count(0)


def test_a_query_loads_little(page: Page, address: str) -> None:
    loaded: dict[str, int] = {}

    def note(response: Response) -> None:
        loaded[response.url] = len(response.body())

    page.goto(f"{address}/zh-cn/{PAGE}", wait_until="networkidle")
    page.on("response", note)
    page.keyboard.press("Control+k")
    search(page, "index out of range in self")
    page.wait_for_load_state("networkidle")
    assert len(loaded) > 5
    assert sum(loaded.values()) < 300_000


def test_nothing_is_loaded_before_the_dialog_opens(page: Page, address: str) -> None:
    requests: list[str] = []

    def note(request: Request) -> None:
        requests.append(request.url)

    page.on("request", note)
    page.goto(f"{address}/en/{PAGE}", wait_until="networkidle")
    assert not [url for url in requests if "_search/" in url or "search-index" in url]


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_works_from_a_folder(page: Page, site: Path, language: str) -> None:
    page.goto((site / language / PAGE).as_uri())
    page.keyboard.press("Control+k")
    links = search(page, "torch.gather")
    links.first.click()
    expect(page).to_have_url(re.compile(r"^file:.*/notes/indexing/gather\.html$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_the_field_leads_to_the_index(
    browser: Browser, address: str, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{language}/{PAGE}")
    page.locator(".sidebar-search").fill("scatter_")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/{language}/genindex.html?q=scatter_")
    entry = page.locator("li", has_text="scatter_ (torch.Tensor)").locator("a")
    entry.filter(has_text=re.compile("^Tensor.scatter_")).click()
    expect(page).to_have_url(re.compile(r"/notes/indexing/scatter\.html#"))
    context.close()


def test_a_phone_has_a_button_for_the_search(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/zh-cn/{PAGE}")
    page.locator("header").get_by_role("link", name="搜索").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    context.close()


@pytest.mark.parametrize("query", ["$&zzz", "$'zzz", "$`zzz", "$$zzz"])
def test_a_query_is_repeated_as_it_was_typed(
    page: Page, address: str, query: str
) -> None:
    open_dialog(page, address, "en")
    search(page, query)
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text(query)


@pytest.mark.parametrize("between", [" ", ",", "\n", ""])
def test_a_very_long_query_is_answered_at_once(
    page: Page, address: str, between: str
) -> None:
    open_dialog(page, address, "en")
    words = between.join(f"gather张量word{number}广播" for number in range(8_000))
    assert len(words) > 100_000
    search(page, "gather")  # so that the index is loaded
    milliseconds = page.evaluate(
        """async (query) => {
          const began = performance.now();
          const { results } = await searchIndex.search(query);
          return results.length ? performance.now() - began : Infinity;
        }""",
        words,
    )
    assert milliseconds < 1_000
