"""Outputs of several releases, in a real browser: the reader's own stands first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.project import Project
from tests.support.released import NOTES, OLDEST, record_releases, show_releases

FIRST = "#turned .device-output >> nth=0"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return where the English pages are, of notes that ran on four releases."""
    project = Project(tmp_path_factory.mktemp("releases"), NOTES)
    show_releases(project)
    project.record("--device", "cpu")
    record_releases(project)
    assert project.build("--device", "cpu").returncode == 0
    return (project.html / "en").as_uri()


def test_the_release_of_the_reader_stands_first_on_every_page_from_then_on(
    page: Page, address: str
) -> None:
    note = f"{address}/notes/tensors/turned.html"
    page.goto(note)
    expect(page.locator(FIRST)).to_contain_text("PyTorch 2.15")
    expect(page.locator("#turned .release-remark")).to_have_count(0)
    page.get_by_label("Your PyTorch:").select_option(OLDEST)
    for _ in range(2):
        expect(page.locator(FIRST)).to_contain_text("PyTorch 1.13")
        expect(page.locator(FIRST)).to_have_attribute("open", "")
        expect(page.locator("#turned .release-remark")).to_have_text(
            "The text speaks of PyTorch 2.15; on yours this is what happens:"
        )
        page.reload()
    # Another page has the same choice, and nothing to say of it.
    page.goto(f"{address}/notes/tensors/same.html")
    expect(page.get_by_label("Your PyTorch:")).to_have_value(OLDEST)
    expect(page.locator(".release-remark")).to_have_count(0)
    page.get_by_label("Your PyTorch:").select_option("")
    page.goto(note)
    names = page.locator("#turned .device-output > summary").all_inner_texts()
    assert [name.split(" ·")[0][:12] for name in names] == [
        "PyTorch 2.15",
        "PyTorch 2.6 ",
        "PyTorch 1.13",
    ]
    expect(page.locator(".release-remark")).to_have_count(0)
    oldest = page.locator("#turned .device-output >> nth=2")
    expect(oldest).not_to_have_attribute("open", "")


def test_a_release_that_is_not_there_any_more_is_the_newest(
    page: Page, address: str
) -> None:
    note = f"{address}/notes/tensors/turned.html"
    page.goto(note)
    page.evaluate("localStorage.setItem('your-release', '0.4.1')")
    page.reload()
    expect(page.get_by_label("Your PyTorch:")).to_have_value("")
    expect(page.locator(FIRST)).to_contain_text("PyTorch 2.15")


def test_without_javascript_all_of_it_can_be_read(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/notes/tensors/turned.html")
    expect(page.locator("select")).to_have_count(0)
    oldest = page.locator("#turned .device-output >> nth=2")
    expect(oldest.get_by_text("no such luck")).to_be_hidden()
    oldest.locator("summary").click()
    expect(oldest.get_by_text("no such luck")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_table_of_releases_scrolls_in_its_own_box(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/releases.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Who sees a sign needs no word, and a screen reader gets both.
    cell = page.locator("table.releases .is-fails").first
    expect(cell).to_have_text("✕ 1 fails")
    box = cell.locator(".unseen").bounding_box()
    assert box is not None
    assert box["width"] <= 1
