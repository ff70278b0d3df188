"""Read the pages of the built site."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup


@cache
def read(path: Path) -> BeautifulSoup:
    """Parse a page."""
    return BeautifulSoup(path.read_bytes(), "html.parser")


def note(site: Path, name: str) -> BeautifulSoup:
    """Return the page of a note, ``<topic>/<note>``."""
    return read(site / "en" / "notes" / f"{name}.html")


def printed(site: Path, name: str) -> list[str]:
    """Return what each cell of a note printed when its page was built."""
    page = note(site, name)
    return [
        pre.get_text()
        for pre in page.select("article .sphx-glr-script-out pre")
        if (variant := pre.find_parent(class_="device-output")) is None
        or (summary := variant.find("summary")) is None
        or "when this page was built" in summary.get_text()
    ]


def download(site: Path, folder: str, note: str, suffix: str) -> Path:
    """Return the download that the page of a note links to."""
    path = site / folder / "notes" / f"{note}.html"
    name = f"{note.split('/')[1]}{suffix}"
    links = read(path).select(f'a.download[href$="/{name}"]')
    # The same at the top of a page and at its end.
    (target,) = {str(link["href"]) for link in links}
    return (path.parent / target).resolve()


def broken_links(page: Path) -> list[str]:
    """Return the links within the site, of a page's article, that lead nowhere."""
    return [
        href
        for href in (str(link["href"]) for link in read(page).select("article a[href]"))
        if "://" not in href and not _leads_somewhere(page, href)
    ]


def _leads_somewhere(page: Path, href: str) -> bool:
    path, _, anchor = href.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return not anchor or read(target).find(id=anchor) is not None
