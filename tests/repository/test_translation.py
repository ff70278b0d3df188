"""The translation: complete, with everything in place that must stay as it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import Tag

from syntax_notes.build.catalog_checks import CHINESE, SPAN, list_problems
from syntax_notes.build.catalogs import LANGUAGE
from syntax_notes.build.translation_remarks import LOCALES
from syntax_notes.languages import LANGUAGES, catalogs
from tests.support import pages
from tests.support.note_list import NOTES
from tests.support.project import ROOT, Project

FOLDER = catalogs(ROOT / LOCALES, LANGUAGE)


def messages(path: Path) -> set[str]:
    """Return the messages of a catalog or a template."""
    with path.open("rb") as stream:
        return {str(message.id) for message in read_po(stream)}


def test_every_message_is_translated_and_keeps_what_it_must() -> None:
    assert list_problems(FOLDER) == []


def test_every_message_of_a_page_is_in_its_catalog(site: Path, tmp_path: Path) -> None:
    project = site.parents[1]
    stamp = project / "docs" / "notes" / "environment.json"
    name = json.loads(stamp.read_text(encoding="utf-8"))["device-name"]
    subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-b", "gettext", "-q", "-c", "."),
            *("-D", f"notes_device_name={name}", "-d", str(tmp_path / "doctrees")),
            *("docs", str(tmp_path / "templates")),
        ],
        cwd=project,
        check=True,
    )
    missing = []
    for template in sorted((tmp_path / "templates").rglob("*.pot")):
        path = template.relative_to(tmp_path / "templates").with_suffix(".po")
        known = set()
        if (FOLDER / path).exists():
            known = messages(FOLDER / path)
        wanted = messages(template)
        missing += [f"{path}: {message!r}" for message in sorted(wanted - known)]
    assert missing == [], "run nox -s gettext, and translate"


@pytest.mark.parametrize(
    ("english", "chinese", "problem"),
    [
        ("Reads ``t[0]``.", "", "not translated"),
        ("Reads ``t[0]``.", "读取 ``t[1]``。", "lost ['``t[0]``'], added ['``t[1]``']"),
        ("See :func:`torch.sum`.", "见 torch.sum。", "lost [':func:`torch.sum`']"),
        ("See `this <a.html>`_.", "见 `这里 <b.html>`_。", "lost ['<a.html>']"),
        ("See `this <a.html>`_.", "见 `这里 <a.html>`_。", ""),
        ("{count} checks", "项检查", "lost ['{count}']"),
        ("Of 12 rows", "共若干行", "lost the numbers ['12']"),
        ("About 17 million", "约 1700 万", ""),
        ("nothing here is Chinese", "nothing here", "not translated"),
        ("``torch.sum``", "``torch.sum``", ""),
    ],
)
def test_what_a_translation_gets_wrong_is_named(
    english: str, chinese: str, problem: str, tmp_path: Path
) -> None:
    catalog = tmp_path / "page.po"
    catalog.write_text(f'msgid "{english}"\nmsgstr "{chinese}"\n', encoding="utf-8")
    found = list_problems(tmp_path)
    assert len(found) == bool(problem)
    assert all(line.startswith("page.po: ") and problem in line for line in found)


@pytest.mark.parametrize(
    "content", [b'msgid "a\nmsgstr ""\n', b"\xff\xfe", b"nonsense"]
)
def test_a_broken_catalog_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.po").write_bytes(content)
    (line,) = list_problems(tmp_path)
    assert re.match(r"page\.po:\d: is no catalog: \w", line)


def test_a_fuzzy_message_is_named(tmp_path: Path) -> None:
    text = '#, fuzzy\nmsgid "one row"\nmsgstr "一行"\n'
    (tmp_path / "page.po").write_text(text, encoding="utf-8")
    assert list_problems(tmp_path) == ["page.po: fuzzy: 'one row'"]


def chinese(site: Path, name: str) -> Tag:
    page = pages.read(site / "zh-cn" / f"{name}.html")
    article = page.select_one("article")
    assert article is not None
    return article


@pytest.mark.parametrize("note", NOTES)
def test_the_page_of_a_note_is_chinese_but_for_code(note: str, site: Path) -> None:
    article = chinese(site, f"notes/{note}")
    for element in article.select("h1, h2, p, li, summary, figcaption"):
        if element.select_one("p, li") is not None:
            continue  # Its parts come by themselves.
        prose = "".join(
            str(text)
            for text in element.find_all(string=True)
            if text.find_parent(["code", "pre"]) is None
        )
        # An error message is quoted as it is.
        prose = re.sub("“[^”]*”", "", prose)
        english = re.findall(r"[a-z]{3,}(?: [a-z]{3,}){3,}", prose)
        assert not english, element
        assert "``" not in prose
        assert ":func:" not in prose


@pytest.mark.parametrize("note", NOTES)
def test_code_and_output_are_the_same_in_both_languages(note: str, site: Path) -> None:
    english = pages.note(site, note)
    code = [pre.get_text() for pre in english.select("article pre")]
    assert [pre.get_text() for pre in chinese(site, f"notes/{note}").select("pre")] == (
        code
    )


@pytest.mark.parametrize("note", NOTES)
def test_anchors_are_the_same_in_both_languages(note: str, site: Path) -> None:
    ids = [str(section["id"]) for section in pages.note(site, note).select("section")]
    page = chinese(site, f"notes/{note}")
    assert [str(section["id"]) for section in page.select("section")] == ids


@pytest.mark.parametrize("page", ["index", "notes/index", "devices", "folklore"])
def test_links_of_the_chinese_pages_lead_somewhere(page: str, site: Path) -> None:
    assert pages.broken_links(site / "zh-cn" / f"{page}.html") == []


def test_cards_are_chinese(site: Path) -> None:
    cards = chinese(site, "notes/index").select("a.note-card")
    assert len(cards) == len(NOTES)
    for card in cards:
        for part in (".note-card-title", ".note-card-sentence"):
            text = card.select_one(part)
            assert text is not None
            assert CHINESE.search(text.get_text())
        image = card.select_one("img")
        assert image is not None
        assert CHINESE.search(str(image["alt"]))
        tags = json.loads(str(card["data-tags"]))
        assert tags
        assert not {"random", "gradient", "image", "module"} & set(tags)
        source = (site / "zh-cn" / "notes" / str(image["src"])).resolve()
        assert source.exists()


def test_a_diagram_is_chinese(site: Path) -> None:
    figure = chinese(site, "notes/indexing/gather").select_one("figure.diagram")
    assert figure is not None
    assert "颜色与字母表示：t 的元素" in figure.get_text()
    svg = figure.select_one("svg")
    assert svg is not None
    assert "形状 (3, 4)" in str(svg["aria-label"])
    assert figure["data-play"] == "播放"


def test_the_words_of_theme_and_gallery_are_chinese(site: Path) -> None:
    page = pages.read(site / "zh-cn" / "notes" / "indexing" / "gather.html")
    text = page.get_text()
    for english in ("On this page", "Back to top", "Skip to content", "Light mode"):
        assert english not in text
    labels = [str(tag["aria-label"]) for tag in page.select("[aria-label]")]
    assert not [label for label in labels if label.startswith("Toggle")]
    downloads = page.select(".sphx-glr-footer a.download")
    assert all(link.get_text().strip().startswith("下载") for link in downloads)


@pytest.mark.parametrize("page", ["index", "notes/index", "notes/indexing/gather"])
def test_each_page_leads_to_itself_in_the_other_language(page: str, site: Path) -> None:
    for here in LANGUAGES:
        path = site / here.folder / f"{page}.html"
        html = pages.read(path)
        assert html.html is not None
        assert html.html["lang"] == here.tag
        others = html.select("nav.languages a[data-language]")
        assert len(others) == len(LANGUAGES) - 1
        for link in others:
            target = (path.parent / str(link["href"])).resolve()
            assert target.exists()
            assert target.parts[-len(Path(page).parts) :][-1] == path.name
        alternates = {
            str(link["hreflang"]): str(link["href"])
            for link in html.select("link[rel=alternate][hreflang]")
        }
        assert set(alternates) == {language.tag for language in LANGUAGES}
        for href in alternates.values():
            assert (path.parent / href).resolve().exists()


@pytest.mark.parametrize("folder", ["en", "zh-cn"])
def test_each_page_is_described_once_in_its_language(folder: str, site: Path) -> None:
    described = 0
    for path in sorted((site / folder).rglob("*.html")):
        metas = pages.read(path).select('head meta[name="description"]')
        texts = [str(meta["content"]) for meta in metas]
        assert len(texts) == 1, path
        assert bool(CHINESE.search(texts[0])) == (folder == "zh-cn"), path
        described += 1
    assert described > len(NOTES)


def test_a_description_is_the_first_paragraph(site: Path) -> None:
    meta = pages.note(site, "indexing/gather").select_one('meta[name="description"]')
    assert meta is not None
    assert meta["content"] == (
        "Pick one element for each number of an index tensor: one score per row, "
        "for example."
    )


def test_a_site_with_an_address_has_canonical_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://notes.example/site/")
    project = Project(tmp_path, {"tensors/one": "print(1)\n"})
    assert project.build("--device", "cpu").returncode == 0
    page = pages.read(project.html / "zh-cn" / "notes" / "tensors" / "one.html")
    canonical = page.select_one("link[rel=canonical]")
    assert canonical is not None
    base = "https://notes.example/site"
    assert canonical["href"] == f"{base}/zh-cn/notes/tensors/one.html"
    english = page.select_one("link[rel=alternate][hreflang=en]")
    assert english is not None
    assert english["href"] == f"{base}/en/notes/tensors/one.html"
    lost = pages.read(project.html / "404.html")
    styles = [str(link["href"]) for link in lost.select("link[rel=stylesheet]")]
    assert all(style.startswith("/site/en/_static/") for style in styles), styles


def test_the_first_page_leads_to_each_language_without_a_script() -> None:
    page = pages.read(ROOT / "docs" / "_root" / "index.html")
    links = [str(link["href"]) for link in page.select("body a")]
    assert links == [f"{language.folder}/index.html" for language in LANGUAGES]


def terms() -> list[tuple[str, str]]:
    """Return the terms of the glossary, English and Chinese."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    found = [row for row in rows if CHINESE.search(row[1])]
    return found[1:]  # Below the head of the table.


# Words with more than one sense, or whose Chinese depends on the phrase around them.
LOOSE = {"step", "note", "cell", "recording", "batch", "axis", "row", "column", "shape"}
LOOSE |= {"label", "view", "padding", "kernel", "embedding", "matrix", "convolution"}
LOOSE |= {"diagram", "exception"}


@pytest.mark.parametrize(
    ("english", "chinese"), [term for term in terms() if term[0] not in LOOSE]
)
def test_a_term_has_one_translation(english: str, chinese: str) -> None:
    wrong = []
    for path in sorted(FOLDER.rglob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream):
                plain = SPAN.sub(" ", str(message.id))
                found = re.search(rf"\b{english}s?\b(?! of)", plain)
                shown = message.id == message.string  # In the glossary itself.
                if found and not shown and chinese not in str(message.string):
                    wrong.append(f"{path.stem}: {message.id!r}: {message.string!r}")
    assert wrong == []


@pytest.mark.parametrize(
    "word", ["原地", "反卷积", "逆卷积", "维度", "独热码", "迭代子"]
)
def test_a_word_that_is_not_ours_is_not_used(word: str) -> None:
    used = [
        f"{path.stem}: {line}"
        for path in sorted(FOLDER.rglob("*.po"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if word in re.sub("“[^”]*”", "", line)  # A name that is quoted is not used.
    ]
    assert used == []
