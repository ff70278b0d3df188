"""A real browser, one that is installed: nothing is downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser, or skip and say what to install."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(
            "needs Chromium or Chrome; on Debian and Ubuntu: apt-get install chromium"
        )
    with sync_playwright() as playwright:
        # Without a sandbox, since continuous integration often runs as root.
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page, with storage of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
