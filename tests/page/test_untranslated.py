"""An English sentence without a translation is shown, marked and remarked on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup, Tag

from tests.support import pages
from tests.support.project import Project, run

HALF = '''"""
Half: a title
=============

The sentence.
"""

# %%
# First heading
# -------------
#
# A paragraph.
#
# - an item
# - another item
#
# .. note:: Take care.
#
# ======  ======
# a cell  a word
# ======  ======
# more    words
# ======  ======
#
# a term
#    its definition
#
# .. figure:: /_static/logo.svg
#    :alt: the logo
#
#    A caption.

print(1)

# %%
# Second heading
# --------------
#
# A guess.

print(2)
'''
# A fuzzy one is a guess of the tools; the last one is of a sentence that is gone.
TRANSLATED = {
    "Half: a title": "一半：标题",
    "First heading": "第一节",
    "A paragraph.": "一段话。",
    "an item": "一项",
    "A sentence that is gone.": "一句话。",
}
WHOLE = '"""\nWhole: in English\n=================\n\nIts sentence.\n"""\nprint(3)\n'
BROKEN = 'msgid "Broken: a title\nmsgstr ""\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """Build notes with half a catalog, with none and with a broken one."""
    project = Project(tmp_path_factory.mktemp("half"), {"topic/broken": "print(4)\n"})
    for name, text in {"half": HALF, "whole": WHOLE}.items():
        path = project.folder / f"examples/topic/{name}.py"
        path.write_text(text, encoding="utf-8")
    catalog = Catalog(locale="zh_CN")
    for english, chinese in TRANSLATED.items():
        catalog.add(english, chinese)
    catalog.add("A guess.", "一个猜测。", flags=["fuzzy"])
    folder = catalogs_of(project) / "notes" / "topic"
    folder.mkdir()
    with (folder / "half.po").open("wb") as stream:
        write_po(stream, catalog)
    (folder / "broken.po").write_text(BROKEN, encoding="utf-8")
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project, build.stdout


def catalogs_of(project: Project) -> Path:
    return project.folder / "docs/locales/zh_CN/LC_MESSAGES"


def chinese(built: tuple[Project, str], name: str) -> BeautifulSoup:
    path = built[0].html / "zh-cn/notes" / f"{name}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def text_of(element: Tag) -> str:
    return element.get_text(" ", strip=True).removesuffix("¶").strip()


def test_each_element_says_its_language(built: tuple[Project, str]) -> None:
    page = chinese(built, "topic/half")
    assert page.html is not None
    assert page.html["lang"] == "zh-CN"
    marked = [
        (one.name, text_of(one))
        for one in page.select('article [lang="en"]:not(img, a)')
    ]
    assert marked == [
        ("p", "The sentence."),
        ("p", "another item"),
        ("p", "Take care."),
        ("p", "a cell"),
        ("p", "a word"),
        ("p", "more"),
        ("p", "words"),
        ("dt", "a term"),
        ("p", "its definition"),
        ("figcaption", "A caption."),
        ("span", "A caption."),
        ("h2", "Second heading"),
        ("p", "A guess."),
    ]
    logo = page.select_one('img[alt="the logo"]')
    assert logo is not None
    assert logo["lang"] == "en"


def test_what_is_translated_does_not(built: tuple[Project, str]) -> None:
    page = chinese(built, "topic/half")
    for name, text in [("h1", "一半：标题"), ("h2", "第一节"), ("p", "一段话。")]:
        found = [one for one in page.select(f"article {name}") if text_of(one) == text]
        assert len(found) == 1, name
        assert found[0].get("lang") is None


def test_a_guess_is_not_published(built: tuple[Project, str]) -> None:
    project = built[0]
    for path in project.html.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".py", ".ipynb", ".md", ".json"):
            assert "猜测" not in path.read_text(encoding="utf-8"), path
    for suffix in (".py", ".ipynb"):
        path = pages.download(project.html, "zh-cn", "topic/half", suffix)
        text = path.read_text(encoding="utf-8")
        assert "A guess." in text
        assert "一段话。" in text or json.dumps("一段话。")[1:-1] in text


def test_cards_contents_and_tree_say_it_of_a_title(built: tuple[Project, str]) -> None:
    page = chinese(built, "index")
    cards = {str(card["href"]): card for card in page.select("a.note-card")}
    found = {
        name: [part["class"][0] for part in cards[name].select('span[lang="en"]')]
        for name in ("topic/half.html", "topic/whole.html")
    }
    assert found == {
        "topic/half.html": ["note-card-sentence"],
        "topic/whole.html": ["note-card-title", "note-card-sentence"],
    }
    tree = page.select('.sidebar-tree a[lang="en"]')
    assert "Whole: in English" in [text_of(link) for link in tree]
    assert "一半：标题" not in [text_of(link) for link in tree]
    contents = chinese(built, "topic/half").select('.toc-tree a[lang="en"]')
    assert [text_of(link) for link in contents] == ["Second heading"]
    topic = chinese(built, "topic/whole").select_one(".note-place a")
    assert topic is not None
    assert topic["lang"] == "en"


def test_the_build_remarks_on_it_a_line_for_a_page(built: tuple[Project, str]) -> None:
    remarks = built[1].partition("device  name")[2].splitlines()
    how = "in English (简体中文); `nox -s gettext` names what to translate."
    assert f"notes/topic/half: 13 texts have no translation and show {how}" in remarks
    assert f"notes/topic/whole: 2 texts have no translation and show {how}" in remarks
    broken = "docs/locales/zh_CN/LC_MESSAGES/notes/topic/broken.po:1: is no catalog: "
    assert [line for line in remarks if "topic/broken" in line] == [
        f"{broken}the string does not end; mend it."
    ]


def test_the_english_pages_are_as_ever(built: tuple[Project, str]) -> None:
    english = built[0].page("topic/half")
    assert 'lang="en"' not in english.partition("<article")[2].partition("</article")[0]


def test_a_broken_catalog_is_left_as_it_is(built: tuple[Project, str]) -> None:
    project = built[0]
    update = run(project.folder, "gettext")
    assert update.returncode == 1
    assert "notes/topic/broken.po:1: is no catalog" in update.stdout
    path = catalogs_of(project) / "notes" / "topic" / "broken.po"
    assert path.read_text(encoding="utf-8") == BROKEN


def test_the_site_itself_has_nothing_in_english(site: Path) -> None:
    """Its catalogs are complete: no remark, and no mark."""
    log = (site.parents[2] / "build.log").read_text(encoding="utf-8")
    assert "no translation" not in log
    for page in (site / "zh-cn" / "notes").rglob("*.html"):
        assert not pages.read(page).select('article [lang="en"]'), page
