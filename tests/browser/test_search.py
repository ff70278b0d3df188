"""The search page, in a real browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect


def search(page: Page, address: str, language: str, query: str) -> None:
    page.goto(f"{address}/{language}/search.html?q={quote(query)}")
    expect(page.locator(".search-summary")).not_to_be_empty()


@pytest.mark.parametrize(
    ("language", "query", "note"),
    [
        # Words that stand apart on the page, and a phrase that no page has.
        ("zh-cn", "张量广播机制", "arithmetic/broadcasting"),
        ("zh-cn", "张量的广播机制", "arithmetic/broadcasting"),
        ("zh-cn", "什么是广播", "arithmetic/broadcasting"),
        # A word of one character, and words with Latin ones beside them.
        ("zh-cn", "轴", "arithmetic/einsum"),
        ("zh-cn", "scatter_函数", "indexing/scatter"),
        ("zh-cn", "转置卷积", "modules/conv_transpose"),
        ("zh-cn", "独热编码", "indexing/one_hot"),
        ("zh-cn", "按索引取值", "indexing/gather"),
        ("zh-cn", "torch.gather", "indexing/gather"),
        ("zh-cn", "sampler option is mutually exclusive", "data/dataloader"),
        ("en", "torch.gather", "indexing/gather"),
        ("en", "scatter_", "indexing/scatter"),
        ("en", "broadcast", "arithmetic/broadcasting"),
        ("en", "sampler option is mutually exclusive", "data/dataloader"),
    ],
)
def test_the_right_note_comes_first(
    page: Page, address: str, language: str, query: str, note: str
) -> None:
    search(page, address, language, query)
    first = page.locator("#search-results li a").first
    expect(first).to_have_attribute("href", f"notes/{note}.html", timeout=10_000)


@pytest.mark.parametrize(
    ("language", "query", "answer"),
    [("zh-cn", "量子纠缠", "没有匹配到文档"), ("en", "entanglement", "did not match")],
)
def test_a_word_that_is_not_there_says_so(
    page: Page, address: str, language: str, query: str, answer: str
) -> None:
    search(page, address, language, query)
    expect(page.locator(".search-summary")).to_contain_text(answer)
    expect(page.locator("#search-results li")).to_have_count(0)
