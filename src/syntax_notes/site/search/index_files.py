"""Write what the search dialog reads: an index in small files, and texts of pages.

The browser loads only the files that a query needs, so a search costs about the same
whether the site has twenty pages or a thousand. They are scripts that call
``searchPart``, since a page that was opened from a disk may load nothing else:

``_search/start.js``
    How many pages there are, and the first word, and the first pair, of each part.
``_search/words-<n>.js``, ``_search/pairs-<n>.js``
    A part of the index: for each word or pair (see
    :mod:`~syntax_notes.site.search.words`) the pages that have it, each as
    ``64 * (pages since the one before) + weight``.
``_search/page-<n>.js``
    The address, title and topic of a page, and heading, anchor and text of its
    sections.

What a page says is kept beside its doctree, with the words counted, so a build looks
through the pages that it wrote and no others.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from .page_texts import PageText
from .weights import KINDS, Counts, Index, weigh

FOLDER = "_search"
PART_SIZE = 8_000  # characters


def split(index: Index) -> list[Index]:
    """Cut an index into parts of about the same size, in the order of the words."""
    parts: list[Index] = [{}]
    size = 0
    # As JavaScript orders text.
    for word in sorted(index, key=lambda word: word.encode("utf-16-be")):
        length = len(word) + len(str(index[word]))
        if size + length > PART_SIZE and parts[-1]:
            parts.append({})
            size = 0
        parts[-1][word] = index[word]
        size += length
    return parts


def to_json(value: object) -> str:
    """Write a value as JSON, as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(pages: list[PageText], counts: list[Counts], folder: Path) -> None:
    """Write the files of the search, and remove those of the last build."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    start: dict[str, Any] = {"pages": len(pages)}
    for kind in KINDS:
        parts = split(weigh(pages, counts, kind))
        start[kind] = [next(iter(part), "") for part in parts]
        for number, part in enumerate(parts):
            _write_part(folder, f"{kind}-{number}", part)
    for number, page in enumerate(pages):
        shown = {key: page[key] for key in ("url", "title", "topic", "sections")}
        _write_part(folder, f"page-{number}", shown)
    _write_part(folder, "start", start)


def _write_part(folder: Path, name: str, value: object) -> None:
    script = f"searchPart({to_json(name)},{to_json(value)});\n"
    (folder / f"{name}.js").write_text(script, encoding="utf-8", newline="\n")
