"""Two languages, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.mark.parametrize(
    ("locale", "folder"),
    [("en-US", "en"), ("zh-CN", "zh-cn"), ("zh-TW", "zh-cn"), ("fr-FR", "en")],
)
def test_the_first_page_goes_by_the_browser(
    browser: Browser, address: str, locale: str, folder: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.wait_for_url(f"{address}/{folder}/index.html")
    context.close()


def test_the_first_page_remembers_a_choice(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(f"{address}/en/notes/indexing/gather.html")
    page.get_by_role("link", name="简体中文").click()
    page.wait_for_url(f"{address}/zh-cn/notes/indexing/gather.html")
    page.goto(f"{address}/index.html")
    page.wait_for_url(f"{address}/zh-cn/index.html")
    context.close()


def test_without_javascript_the_first_page_has_links(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.get_by_role("link", name="深度学习基础语法").click()
    expect(page).to_have_url(f"{address}/zh-cn/index.html")
    context.close()


def test_the_language_can_be_switched_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/zh-cn/notes/arithmetic/sum.html")
    link = page.get_by_role("navigation", name="Language").get_by_role("link")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/en/notes/arithmetic/sum.html")


def test_the_script_speaks_the_language_of_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/zh-cn/notes/indexing/gather.html")
    expect(page.get_by_role("button", name="先预测")).to_be_visible()
    figure = page.locator("figure.diagram").first
    figure.get_by_role("button", name="播放").click()
    expect(figure.get_by_role("button", name="停止")).to_be_visible()
    figure.locator('.c[data-at="t[0][1]"]').click()
    expect(figure.locator(".diagram-rule")).to_have_text("t[0][1] = 1, 哪里也不去")
