"""The site below a path, as the pages of a fork on GitHub are: all works there."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.project import Project

pytestmark = pytest.mark.slow

HOST = "https://someone.example"
PATH = "/notes"
NOTE = "notes/tensors/one.html"
LINKS = """
  [...document.querySelectorAll("[href], [src], [action], [data-index]")].map((one) =>
    new URL(one.getAttribute("href") ?? one.getAttribute("src")
      ?? one.dataset.index ?? one.getAttribute("action"), document.baseURI).href)
"""


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small site that knows where it will be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", f"{HOST}{PATH}")
        patch.setenv("SITE_REPOSITORY", "someone/notes")
        code = "import torch\nprint(torch.arange(3))\n"
        project = Project(tmp_path_factory.mktemp("fork"), {"tensors/one": code})
        built = project.build("--device", "cpu")
        assert built.returncode == 0, built.stdout
    return project.html


def file_at(fork: Path, address: str) -> Path:
    """Return the file that has an address below the path."""
    return fork / unquote(urlsplit(address).path).removeprefix(f"{PATH}/")


@pytest.fixture
def asked(page: Page, fork: Path) -> Iterator[list[str]]:
    """Answer for the host, as GitHub does; return the addresses that were wrong."""
    wrong = []

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path)
        file = file_at(fork, route.request.url)
        file = file / "index.html" if path.endswith("/") else file
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        if path.startswith(f"{PATH}/") and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            wrong.append(path)
            nothing = (fork / "404.html").read_bytes()
            route.fulfill(status=404, body=nothing, content_type="text/html")

    page.route(f"{HOST}/**", answer)
    yield wrong
    # The browser looks for an icon at the root before it has read a page.
    assert [path for path in wrong if "nowhere" not in path] == []


def test_the_first_page_leads_to_a_language(page: Page, asked: list[str]) -> None:
    page.goto(f"{HOST}{PATH}/")
    page.wait_for_url(f"{HOST}{PATH}/en/index.html")
    page.get_by_role("link", name="简体中文").first.click()
    page.wait_for_url(f"{HOST}{PATH}/zh-cn/index.html")
    page.goto(f"{HOST}{PATH}/")
    page.wait_for_url(f"{HOST}{PATH}/zh-cn/index.html")


@pytest.mark.parametrize("folder", ["en", "zh-cn"])
@pytest.mark.parametrize("name", ["index.html", NOTE, "genindex.html", "404.html"])
def test_every_link_of_a_page_stays_below_the_path(
    page: Page, fork: Path, asked: list[str], folder: str, name: str
) -> None:
    page.goto(f"{HOST}{PATH}/{folder}/{name}")
    links = [one for one in page.evaluate(LINKS) if one.startswith(f"{HOST}/")]
    assert len(links) > 20
    for link in links:
        assert link.startswith(f"{HOST}{PATH}/"), link
        file = file_at(fork, link)
        assert file.is_file() or (file / "index.html").is_file(), link


def test_the_search_finds_a_note(page: Page, asked: list[str]) -> None:
    page.goto(f"{HOST}{PATH}/en/index.html")
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("arange")
    page.locator(".search-results a").first.click()
    page.wait_for_url(re.compile(re.escape(f"{HOST}{PATH}/en/{NOTE}")))


@pytest.mark.parametrize("path", ["en/nowhere/at/all.html", "zh-cn/nowhere.html"])
def test_a_wrong_address_has_styles_and_a_way_back(
    page: Page, asked: list[str], path: str
) -> None:
    page.goto(f"{HOST}{PATH}/{path}")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    expect(page.get_by_role("heading", name="找不到页面")).to_be_visible()
    assert page.evaluate("document.styleSheets.length") > 1
    page.locator("article").get_by_role("link", name="深度学习基础语法").click()
    page.wait_for_url(f"{HOST}{PATH}/zh-cn/index.html")


def test_downloads_and_feed_are_there(page: Page, fork: Path, asked: list[str]) -> None:
    page.goto(f"{HOST}{PATH}/zh-cn/{NOTE}")
    for link in page.locator("p.note-downloads a.download").all():
        with page.expect_download() as download:
            link.click()
        assert download.value.url.startswith(f"{HOST}{PATH}/")
        assert file_at(fork, download.value.url).stat().st_size > 0
    feed = page.locator('link[type="application/atom+xml"]').get_attribute("href")
    assert feed is not None
    found = feedparser.parse(file_at(fork, urljoin(page.url, feed)).read_bytes())
    assert found.feed.links[0].href.startswith(f"{HOST}{PATH}/zh-cn/")
