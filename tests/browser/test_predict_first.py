"""The switch that folds every output, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

NOTE = "indexing/scatter"


def address(site: Path, note: str = NOTE) -> str:
    """Return the address of a note."""
    return (site / "en" / "notes" / f"{note}.html").as_uri()


def test_the_switch_folds_every_output(page: Page, site: Path) -> None:
    page.goto(address(site))
    total = page.locator("details.output").count()
    assert total > 10
    assert page.locator("details.output[open]").count() == total
    page.get_by_role("button", name="Predict first").click()
    expect(page.locator("details.output[open]")).to_have_count(0)


def test_one_output_can_be_asked_for(page: Page, site: Path) -> None:
    page.goto(address(site))
    page.get_by_role("button", name="Predict first").press("Enter")
    output = page.locator("details.output").first
    expect(output.locator("pre")).to_be_hidden()
    output.locator("summary").press("Enter")
    expect(output.locator("pre")).to_be_visible()
    expect(page.locator("details.output[open]")).to_have_count(1)


def test_the_choice_is_remembered_on_other_pages(page: Page, site: Path) -> None:
    page.goto(address(site))
    page.get_by_role("button", name="Predict first").click()
    page.goto(address(site, "arithmetic/sum"))
    button = page.get_by_role("button", name="Predict first", pressed=True)
    expect(button).to_be_visible()
    expect(page.locator("details.output[open]")).to_have_count(0)
    button.click()
    page.reload()
    expect(page.get_by_role("button", name="Predict first")).to_have_attribute(
        "aria-pressed", "false"
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_an_answer_opens_when_asked_for(
    browser: Browser, site: Path, javascript: bool
) -> None:
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(address(site))
    answer = page.locator("#predict-it details.answer").first
    expect(answer.locator("pre").last).to_be_hidden()
    answer.locator("summary").click()
    expect(answer.locator("pre").last).to_be_visible()
    context.close()


def test_without_javascript_every_output_is_open(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site))
    expect(page.locator("details.output:not([open])")).to_have_count(0)
    expect(page.get_by_role("button", name="Predict first")).to_have_count(0)
    context.close()
