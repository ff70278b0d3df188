"""What a site needs where it is hosted: addresses, cards, maps, texts for programs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from syntax_notes.languages import LANGUAGES
from syntax_notes.recordings.recording_schema import SCHEMA_FILE
from tests.support import pages
from tests.support.note_list import NOTES
from tests.support.project import Project

SITE = "https://notes.example/site"
NOTE = "notes/tensors/one"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small site that knows its address and its repository."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", f"{SITE}/")
        patch.setenv("SITE_REPOSITORY", "someone/notes")
        folder = tmp_path_factory.mktemp("hosted")
        project = Project(folder, {"tensors/one": "print(1)\n"})
        built = project.build("--device", "cpu")
        assert built.returncode == 0, built.stdout
    return project.html


def meta(path: Path, name: str) -> str:
    found = pages.read(path).select(f'meta[property="{name}"]')
    assert len(found) == 1, name
    return str(found[0]["content"])


@pytest.mark.parametrize("folder", ["en", "zh-cn"])
def test_a_link_to_a_page_has_a_card(hosted: Path, folder: str) -> None:
    page = hosted / folder / f"{NOTE}.html"
    assert meta(page, "og:url") == f"{SITE}/{folder}/{NOTE}.html"
    assert meta(page, "og:title") == "first: a note of a test"
    assert meta(page, "og:description") == "It is run."
    image = meta(page, "og:image").removeprefix(f"{SITE}/")
    png = (hosted / image).read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert [str(width), str(height)] == [
        meta(page, "og:image:width"),
        meta(page, "og:image:height"),
    ]


def test_without_an_address_there_are_no_cards_and_no_map(site: Path) -> None:
    assert not pages.read(site / "en" / "index.html").select('meta[property^="og:"]')
    assert not (site / "sitemap.xml").exists()
    assert "Sitemap" not in (site / "robots.txt").read_text(encoding="utf-8")


def test_the_map_has_every_page_in_every_language(hosted: Path) -> None:
    tree = ElementTree.parse(hosted / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {str(one.text) for one in tree.findall("s:url/s:loc", space)}
    expected = {
        f"{SITE}/{path.relative_to(hosted).as_posix()}"
        for language in LANGUAGES
        for path in (hosted / language.folder).rglob("*.html")
        if path.name != "404.html"
    }
    assert found == expected
    robots = (hosted / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {SITE}/sitemap.xml" in robots


def test_the_form_of_recordings_is_published(hosted: Path) -> None:
    assert (hosted / SCHEMA_FILE.name).read_bytes() == SCHEMA_FILE.read_bytes()


@pytest.mark.parametrize("folder", ["en", "zh-cn"])
def test_a_page_leads_to_its_source_and_to_colab(hosted: Path, folder: str) -> None:
    page = pages.read(hosted / folder / f"{NOTE}.html")
    edit = page.select_one(".edit-this-page a")
    assert edit is not None
    source = "https://github.com/someone/notes/edit/main/examples/tensors/one.py"
    assert edit["href"] == source
    colab = page.select_one('a[href^="https://colab.research.google.com/"]')
    assert colab is not None
    start = "https://colab.research.google.com/github/someone/notes/blob/gh-pages/"
    path = str(colab["href"]).removeprefix(start)
    assert path.startswith(f"{folder}/")
    assert (hosted / path).exists()
    first = pages.read(hosted / folder / "index.html").select_one(".edit-this-page a")
    assert first is not None
    assert str(first["href"]).endswith("/edit/main/docs/index.md")


def test_without_a_repository_nothing_leads_there(site: Path) -> None:
    for page in (site / "en").rglob("*.html"):
        links = [str(link["href"]) for link in pages.read(page).select("a[href]")]
        assert not [link for link in links if "colab" in link or "/edit/" in link]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.folder)
def test_each_note_has_a_twin_in_markdown(site: Path, language: object) -> None:
    folder = site / language.folder  # type: ignore[attr-defined]
    listed = (folder / "llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"^- \[(.+?)\]\((\S+)\): (.+)$", listed, re.MULTILINE)
    assert sorted(link for _, link, _ in links) == [f"notes/{n}.md" for n in NOTES]
    for title, link, sentence in links:
        text = (folder / link).read_text(encoding="utf-8")
        assert text.startswith("# ")
        heading = text.partition("\n")[0].replace("\\", "")
        assert title.split()[0].rstrip(":：") in heading
        assert sentence
        assert "```python\n" in text
        assert "```text\n" in text
        assert not re.search(r":\w+:`|sphinx_gallery|\.\. \w+::", text), link
        page = pages.read((folder / link).with_suffix(".html"))
        twin = page.select_one('link[type="text/markdown"]')
        assert twin is not None
        assert twin["href"] == Path(link).name


def test_the_list_at_the_root_leads_to_the_twins(site: Path) -> None:
    listed = (site / "llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"\]\((\S+\.md)\)", listed)
    assert len(links) == 2 * len(NOTES)
    for link in links:
        assert (site / link).exists(), link


@pytest.mark.parametrize("folder", ["en", "zh-cn"])
def test_topic_tags_and_downloads_stand_below_the_title(
    site: Path, folder: str
) -> None:
    for note in NOTES:
        page = pages.read(site / folder / "notes" / f"{note}.html")
        before_first_section = str(page.select_one("article section")).split(
            "<section", 2
        )[1]
        place = page.select_one("p.note-place")
        assert place is not None
        assert str(place) in str(page)
        assert place.select_one("a")["href"] == "index.html"  # type: ignore[index]
        downloads = page.select("p.note-downloads a.download")
        assert [str(link["href"]).rpartition(".")[2] for link in downloads] == [
            *("py", "ipynb", "zip")
        ]
        assert "note-downloads" in before_first_section
        assert "2.13" in before_first_section
