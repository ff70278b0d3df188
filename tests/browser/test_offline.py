"""The archive of the site, unpacked, in a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page, Request, expect

from syntax_notes.offline.archive import NAME, SITE


def test_the_unpacked_archive_is_read_and_searched(
    page: Page, site: Path, tmp_path: Path
) -> None:
    shutil.unpack_archive(site / SITE, tmp_path)
    failed: list[str] = []

    def on_request_failed(request: Request) -> None:
        # What a page still loads when one leaves it is given up, and not missing.
        if request.failure != "net::ERR_ABORTED":
            failed.append(request.url)

    page.on("requestfailed", on_request_failed)
    page.goto((tmp_path / NAME / "index.html").as_uri())
    page.wait_for_url("**/en/index.html")
    page.get_by_role("link", name="See all notes").click()
    page.get_by_role("link", name="torch.gather").first.click()
    page.wait_for_url("**/notes/indexing/gather.html")
    expect(page.locator("article .output pre").first).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("scatter_")
    expect(page.get_by_role("link", name="Tensor.scatter_()").first).to_be_visible()
    assert failed == []
