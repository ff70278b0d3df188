"""What the search does with words, without a site: its functions, one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from syntax_notes.room_hashes import PACKAGE
from syntax_notes.site.search.index_files import PART_SIZE, split

SCRIPT = PACKAGE / "site" / "search" / "static" / "search-index.js"
WORDS = Path(__file__).parents[1] / "site" / "search" / "words.json"
# The places of the words that a term accounts for, and what it is worth on each page.
Term = tuple[list[int], dict[int, int]]
EXAMPLES: list[dict[str, Any]] = json.loads(WORDS.read_text(encoding="utf-8"))


class Search:
    """The functions inside of the script, in a page that has nothing else.

    Parameters
    ----------
    page : Page
        The page.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def call(self, expression: str, *arguments: Any) -> Any:
        """Return what an expression makes of its arguments, ``a``, ``b``, ``c``."""
        function = (
            f"([a, b, c]) => {{ const s = searchIndex.inner; return {expression} }}"
        )
        return self.page.evaluate(function, list(arguments))

    def words(self, query: str) -> list[str]:
        """Return the words of a query."""
        return list(self.call("s.termsOf(a).words", query))

    def terms(self, query: str) -> list[dict[str, Any]]:
        """Return what is looked up for a query."""
        return list(self.call("s.termsOf(a).terms", query))

    def rank(self, words: list[str], *terms: Term) -> list[int]:
        """Return the pages that have the words, in their order."""
        given = [[covers, list(pages.items())] for covers, pages in terms]
        made = "b.map(([covers, pages]) => ({ covers, pages: new Map(pages) }))"
        return list(
            self.call(f"s.rank(a, {made}).map(({{ page }}) => page)", words, given)
        )

    def excerpt(self, text: str, query: str, missing: str = "") -> list[list[Any]]:
        """Return the excerpt from a text of which a page has all words but one."""
        terms = (
            "s.termsOf(b).terms.map((term) => "
            "({ ...term, pages: new Map(term.words.includes(c) ? [] : [[0, 1]]) }))"
        )
        return list(self.call(f"s.excerpt(a, {terms})", text, query, missing))

    def marked(self, text: str, query: str, missing: str = "") -> list[str]:
        """Return what an excerpt marks."""
        return [piece for piece, mark in self.excerpt(text, query, missing) if mark]


@pytest.fixture(scope="module")
def search(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Search]:
    """Load the script from a file; the functions keep nothing between two calls."""
    path = tmp_path_factory.mktemp("search") / "page.html"
    path.write_text(f'<meta charset="utf-8"><script src="{SCRIPT.as_uri()}"></script>')
    page = browser.new_page()
    page.goto(path.as_uri())
    yield Search(page)
    page.close()


@pytest.mark.parametrize("kind", ["words", "pairs"])
def test_the_browser_finds_what_the_index_counts(search: Search, kind: str) -> None:
    texts = [example["text"] for example in EXAMPLES]
    found = search.call(f"a.map((text) => s.keysOf(text).{kind})", texts)
    assert dict(zip(texts, found, strict=True)) == {
        example["text"]: example[kind] for example in EXAMPLES
    }


def test_the_browser_takes_names_apart_as_the_index_does(search: Search) -> None:
    texts = [example["text"] for example in EXAMPLES]
    found = search.call("a.map((text) => s.keysOf(text))", texts)
    names = [{*keys["words"], *keys["parts"]} for keys in found]
    assert dict(zip(texts, names, strict=True)) == {
        example["text"]: {*example["words"], *example["parts"]} for example in EXAMPLES
    }


@pytest.mark.parametrize(
    "forms",
    [
        ["broadcast", "broadcasts", "broadcasting", "broadcasted"],
        ["slice", "slices", "sliced", "slicing"],
        ["index", "indexes", "indexed", "indexing"],
    ],
    ids=lambda forms: str(forms[0]),
)
def test_the_forms_of_a_word_have_one_stem(search: Search, forms: list[str]) -> None:
    assert len(set(search.call("a.map(s.stem)", forms))) == 1


def test_a_short_word_is_its_own_stem(search: Search) -> None:
    short = ["use", "uses", "axes", "sums", "bed", "ring", "轴"]
    assert search.call("a.map(s.stem)", short) == short


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("什么是广播", ["广", "播"]),
        ("张量的广播", ["张", "量", "广", "播"]),
        ("怎么用gather", ["gather"]),
        ("What does scatter_ do?", ["scatter_"]),
    ],
)
def test_particles_are_left_out(search: Search, query: str, words: list[str]) -> None:
    assert search.words(query) == words


def test_a_word_that_has_a_particle_in_it_stays(search: Search) -> None:
    assert search.words("redo double") == ["redo", "double"]


@pytest.mark.parametrize(("query", "words"), [("的", ["的"]), ("how", ["how"])])
def test_a_particle_alone_is_searched_for(
    search: Search, query: str, words: list[str]
) -> None:
    assert search.words(query) == words


def test_chinese_words_that_stand_together_are_looked_up_as_pairs(
    search: Search,
) -> None:
    terms = search.terms("广播机制")
    assert [(term["key"], term["covers"]) for term in terms] == [
        ("广播", [0, 1]),
        ("播机", [1, 2]),
        ("机制", [2, 3]),
    ]


def test_a_particle_between_two_pairs_parts_them(search: Search) -> None:
    covers = {term["key"]: term["covers"] for term in search.terms("张量的广播")}
    assert covers == {"张量": [0, 1], "量广": [], "广播": [2, 3]}


def test_a_chinese_word_that_stands_alone_is_looked_up(search: Search) -> None:
    assert search.terms("轴") == [{"words": ["轴"], "last": False, "covers": [0]}]


def test_an_english_pair_adds_to_its_words(search: Search) -> None:
    terms = search.terms("torch gather ")
    assert [(term.get("key"), term["covers"]) for term in terms] == [
        (None, [0]),
        ("torch gather", []),
        (None, [1]),
    ]


@pytest.mark.parametrize(
    ("query", "last"), [("torch gath", ["gath"]), ("torch gath ", []), ("t", [])]
)
def test_only_a_word_that_is_being_typed_may_go_on(
    search: Search, query: str, last: list[str]
) -> None:
    terms = search.terms(query)
    assert [term["words"][0] for term in terms if term.get("last")] == last


@pytest.mark.parametrize(
    ("word", "part"),
    [("a", 0), ("b", 0), ("c", 0), ("f", 1), ("g", 1), ("m", 2), ("z", 2)],
)
def test_a_word_is_in_the_last_part_that_does_not_begin_behind_it(
    search: Search, word: str, part: int
) -> None:
    assert search.call("s.partOf(['b', 'f', 'm'], a)", word) == part


def test_an_index_of_one_part_holds_every_word(search: Search) -> None:
    assert search.call("['', 'z'].map((word) => s.partOf([''], word))") == [0, 0]


def test_each_word_is_looked_up_in_the_part_that_the_build_puts_it_in(
    search: Search,
) -> None:
    # The last two are in another order in Unicode than in UTF-16, which JavaScript has.
    words = ["gather", "scatter_", "广", "ｱ", "𐐨"]
    index = {word: [65] * PART_SIZE for word in words}
    parts = split(index)
    assert len(parts) == len(words)
    firsts = [next(iter(part)) for part in parts]
    found = search.call("b.map((word) => s.partOf(a, word))", firsts, words)
    assert [list(parts[part]) for part in found] == [[word] for word in words]


def test_the_page_that_is_worth_more_comes_first(search: Search) -> None:
    assert search.rank(["gather"], ([0], {1: 10, 2: 30, 3: 20})) == [2, 3, 1]


def test_of_pages_that_are_worth_the_same_the_earlier_comes_first(
    search: Search,
) -> None:
    assert search.rank(["gather"], ([0], {7: 10, 2: 10, 5: 10})) == [2, 5, 7]


def test_a_page_with_more_of_the_query_comes_first(search: Search) -> None:
    words = ["index", "out", "range"]
    terms = ([0], {1: 10, 2: 20}), ([1], {1: 10, 2: 20}), ([2], {1: 10})
    assert search.rank(words, *terms) == [1, 2]


def test_a_page_with_half_of_what_the_best_has_is_left_out(search: Search) -> None:
    terms = ([0], {1: 10, 2: 60}), ([1], {1: 10})
    assert search.rank(["index", "range"], *terms) == [1]


def test_a_pair_that_accounts_for_no_word_adds_to_the_score(search: Search) -> None:
    pair: Term = [], {2: 5}
    terms = ([0], {1: 10, 2: 10}), ([1], {1: 10, 2: 10}), pair
    assert search.rank(["torch", "gather"], *terms) == [2, 1]


def test_two_chinese_words_count_as_one_english_word(search: Search) -> None:
    terms = ([0, 1], {1: 10}), ([2], {2: 20})
    assert search.rank(["广", "播", "gather"], *terms) == [2, 1]


def test_what_was_asked_for_is_marked(search: Search) -> None:
    assert search.excerpt("It calls Gather, then gather again.", "gather") == [
        ["It calls ", False],
        ["Gather", True],
        [", then ", False],
        ["gather", True],
        [" again.", False],
    ]


def test_another_form_of_the_word_is_marked_to_its_end(search: Search) -> None:
    assert search.marked("Broadcasting it", "broadcasts ") == ["Broadcasting"]


def test_no_form_of_a_short_word_is_marked(search: Search) -> None:
    assert search.marked("sums, a checksum and a sum", "sum ") == ["sum"]


def test_a_part_of_a_name_is_marked(search: Search) -> None:
    assert search.marked("torch.one_hot(t)", "hot ") == ["hot"]


def test_chinese_pairs_that_overlap_are_one_mark(search: Search) -> None:
    assert search.marked("张量的广播机制很有用", "广播机制") == ["广播机制"]


def test_a_word_that_no_page_has_is_not_marked(search: Search) -> None:
    text = "gather and scatter"
    assert search.marked(text, "gather scatter ", missing="scatter") == ["gather"]


LONG = (
    "first words of it "
    + "filling text " * 20
    + "has gather here "
    + "characteristic " * 20
)


def test_a_long_text_is_cut_on_both_sides_between_words(search: Search) -> None:
    shown = "".join(piece for piece, _ in search.excerpt(LONG, "gather"))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    kept = shown.removeprefix("… ").removesuffix(" …")
    assert f" {kept} " in LONG
    assert "has gather here" in kept
    assert 100 < len(kept) <= 150


def test_a_chinese_text_is_cut_shorter(search: Search) -> None:
    text = "张量有形状。" * 30 + "这里是广播。" + "张量有形状。" * 30
    shown = "".join(piece for piece, _ in search.excerpt(text, "广播"))
    assert "这里是广播。" in shown
    assert 40 < len(shown) <= 84


def test_a_text_that_begins_with_the_word_is_cut_at_its_end_only(
    search: Search,
) -> None:
    shown = "".join(piece for piece, _ in search.excerpt(LONG, "first"))
    assert shown.startswith("first words of it")
    assert shown.endswith(" …")


def test_a_short_text_is_shown_whole(search: Search) -> None:
    assert search.excerpt("Nothing of it.", "gather") == [["Nothing of it.", False]]


def test_a_line_break_is_shown_as_a_space(search: Search) -> None:
    assert search.excerpt("one\n\ntwo", "gather") == [["one two", False]]


def test_an_excerpt_is_from_where_most_of_the_query_is(search: Search) -> None:
    text = f"gather gather gather. {'filling text ' * 20} gather, then scatter."
    assert search.marked(text, "gather scatter ") == ["gather", "scatter"]
