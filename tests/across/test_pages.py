"""The pages across notes: each leads where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from syntax_notes.across.error_messages import PRINTED
from tests.support import pages
from tests.support.note_list import NOTES

STUDY_NOTES = [note for note in NOTES if not note.startswith("tables/")]


@pytest.mark.parametrize(
    "page",
    [
        "index",
        "start",
        "folklore",
        "errors",
        "releases",
        "devices",
        "glossary",
        "contributing",
        "changelog",
        "genindex",
        "notes/index",
    ],
)
def test_every_link_within_the_site_leads_somewhere(page: str, site: Path) -> None:
    assert pages.broken_links(site / "en" / f"{page}.html") == []


def test_the_path_holds_each_note_once(site: Path) -> None:
    page = pages.read(site / "en" / "start.html")
    links = [str(link["href"]) for link in page.select("article li a[href]")]
    assert sorted(links) == [f"notes/{note}.html" for note in STUDY_NOTES]


def test_each_claim_was_measured_and_older_ones_have_a_document(site: Path) -> None:
    page = pages.read(site / "en" / "folklore.html")
    rows = page.select("article tbody tr")
    measured = [row for row in rows if row.select_one(".verdict")]
    assert len(measured) >= 55
    for row in measured:
        _, verdict, what_holds, _ = row.select("td")
        text = verdict.get_text()
        assert not text.startswith("not measured"), row
        if "at least" in text:
            assert what_holds.select_one("a.external") or (
                "no document found" in what_holds.get_text()
            ), row
    # Those of the last table claim nothing.
    others = [row for row in rows if row not in measured]
    assert others == page.select("article table")[-1].select("tbody tr")


def test_each_claim_leads_to_the_cell_that_proves_it(site: Path) -> None:
    page = pages.read(site / "en" / "folklore.html")
    for row in page.select("article tbody tr"):
        link = row.select("td")[-1].select_one("a[href]")
        assert link is not None, row
        assert "#" in str(link["href"]), row


def test_an_error_message_leads_to_the_cell_that_printed_it(site: Path) -> None:
    page = pages.read(site / "en" / "errors.html")
    terms = page.select(".error-index dt")
    found = {term.get_text(): term.find_next("a")["href"] for term in terms}  # type: ignore[index]
    href = found["index out of range in self"]
    assert str(href).startswith("notes/modules/embedding.html#pitfall-")
    assert len(found) > 100


@pytest.mark.parametrize(
    ("line", "kind", "message"),
    [
        ("RuntimeError: no", "RuntimeError", "no"),
        ("torch.int8: TypeError: not here", "TypeError", "not here"),
        ("StopIteration: 3", "StopIteration", "3"),
    ],
)
def test_a_printed_error_is_found(line: str, kind: str, message: str) -> None:
    match = PRINTED.search(line)
    assert match is not None
    assert (match["kind"], match["message"]) == (kind, message)


@pytest.mark.parametrize("line", ["Error: no", "the RuntimeError: no", "KeyError"])
def test_what_is_no_printed_error_is_not(line: str) -> None:
    assert PRINTED.search(line) is None


@pytest.mark.parametrize(
    ("folder", "word", "note"),
    [
        ("en", "scatter_ (torch.Tensor)", "indexing/scatter"),
        ("en", "gradient", "indexing/gather"),
        ("zh-cn", "gather (torch)", "indexing/gather"),
        ("zh-cn", "梯度", "indexing/gather"),
    ],
)
def test_the_index_lists_calls_and_tags_with_their_notes(
    folder: str, word: str, note: str, site: Path
) -> None:
    page = pages.read(site / folder / "genindex.html")
    entries = {
        " ".join(str(item.find(string=True)).split()): item
        for item in page.select(".genindextable > tr > td > ul > li")
    }
    entry = entries[word]
    links = [str(link["href"]).partition("#")[0] for link in entry.select("ul a")]
    assert f"notes/{note}.html" in links


def test_every_change_between_releases_is_explained(site: Path) -> None:
    for language, words in (("en", "Not explained yet"), ("zh-cn", "尚无说明")):
        page = pages.read(site / language / "releases.html")
        assert len(page.select("table.releases th")) > 17
        assert words not in page.get_text()
