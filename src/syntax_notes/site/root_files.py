"""Make the files at the root of the site that are about all of its pages."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

from ..languages import LANGUAGES
from ..recordings.recording_schema import SCHEMA_FILE

NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
# Servers show it for any address, and look for it at the root.
NOT_FOUND = "404.html"
LIST = "llms.txt"


def write_root_files(pages: Path, address: str, folder: Path) -> Path:
    """Write what belongs at the root of a site, and return the folder.

    Parameters
    ----------
    pages : pathlib.Path
        A folder for each language.
    address : str
        Where the site will be, without a slash at the end; empty if that is not known,
        and then there is no sitemap, which must have whole addresses.
    folder : pathlib.Path
        Where to write.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    first = pages / LANGUAGES[0].folder
    shutil.copy2(first / NOT_FOUND, folder)
    shutil.copy2(SCHEMA_FILE, folder)
    lists = [
        (pages / language.folder / LIST)
        .read_text(encoding="utf-8")
        .replace("](notes/", f"]({language.folder}/notes/")
        for language in LANGUAGES
    ]
    made = {LIST: "\n".join(lists), **_for_crawlers(first, address)}
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _for_crawlers(first: Path, address: str) -> dict[str, str]:
    robots = "User-agent: *\nAllow: /\n"
    if not address:
        return {"robots.txt": robots}
    names = sorted(path.relative_to(first).as_posix() for path in first.rglob("*.html"))
    entries = (
        _entry(address, name, language.folder)
        for name in names
        if name != NOT_FOUND
        for language in LANGUAGES
    )
    return {
        "robots.txt": f"{robots}Sitemap: {address}/sitemap.xml\n",
        "sitemap.xml": '<?xml version="1.0" encoding="utf-8"?>\n'
        f"<urlset {NAMESPACES}>\n{''.join(entries)}</urlset>\n",
    }


def _entry(address: str, name: str, folder: str) -> str:
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other.tag}" '
        f'href="{escape(f"{address}/{other.folder}/{name}")}"/>'
        for other in LANGUAGES
    )
    return f"<url><loc>{escape(f'{address}/{folder}/{name}')}</loc>{alternates}</url>\n"
