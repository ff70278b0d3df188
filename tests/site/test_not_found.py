"""The page for wrong addresses."""

from __future__ import annotations

from pathlib import Path

from tests.support import pages


def test_the_page_for_wrong_addresses_leads_back_from_anywhere(site: Path) -> None:
    assert (site / "404.html").read_bytes() == (site / "en/404.html").read_bytes()
    for folder in ("en", "zh-cn"):
        page = pages.read(site / folder / "404.html")
        addresses = [
            str(element[name])
            for name in ("href", "src", "action", "data-index")
            for element in page.select(f"[{name}]")
        ]
        assert len(addresses) > 50
        for address in addresses:
            assert address.startswith(("/", "#", "https://")), address
            path = address.partition("?")[0].partition("#")[0]
            if path.startswith("/"):
                assert (site / path[1:]).exists(), address
        assert page.select_one('meta[name="robots"][content="noindex"]') is not None
        assert page.select_one("article a[hreflang]") is not None
        also = {"en": ("zh-CN", "找不到页面"), "zh-cn": ("en", "Page not found")}
        section = page.select_one("article section[lang] h2")
        assert section is not None
        assert (section.parent["lang"], section.get_text()) == also[folder]  # type: ignore[index]
        first = page.select_one("article li a")
        assert first is not None
        assert first.get_text() == {"en": "All the notes", "zh-cn": "全部笔记"}[folder]
