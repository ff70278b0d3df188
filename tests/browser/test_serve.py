"""What an author sees in the browser while ``nox -s serve`` runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.project import Project
from tests.support.served import Served

pytestmark = pytest.mark.slow

NOTES = {"indexing/one": "print('first')\n"}


def test_the_page_shows_each_save_and_each_error_by_itself(
    page: Page, tmp_path: Path
) -> None:
    served = Served(Project(tmp_path, NOTES))
    try:
        page.goto(f"{served.address}/en/notes/indexing/one.html")
        output = page.locator(".sphx-glr-script-out").first
        expect(output).to_contain_text("first")
        served.edit("indexing/one", "second")
        expect(output).to_contain_text("second", timeout=20_000)
        problem = page.locator("dialog.live-problem")
        expect(problem).to_be_hidden()
        served.project.write("indexing/one", "raise ValueError('okapi')\n")
        expect(problem).to_be_visible(timeout=20_000)
        expect(problem).to_contain_text("one.py:7: ValueError: okapi")
        served.edit("indexing/one", "third")
        expect(output).to_contain_text("third", timeout=20_000)
        expect(problem).to_be_hidden()
    finally:
        served.stop()
