"""Write what the search dialog reads: an index in small files, and texts of pages.

The browser loads only the files that a query needs, so a search costs about the same
whether the site has twenty pages or a thousand. They are scripts that call
``searchPart``, since a page that was opened from a disk may load nothing else:

``_search/start.js``
    How many pages there are, and the first word, and the first pair, of each part.
``_search/words-<n>.js``, ``_search/pairs-<n>.js``
    A part of the index: for each word or pair (see :mod:`syntax_notes.search_words`)
    the pages that have it, each as ``64 * (pages since the one before) + weight``.
``_search/page-<n>.js``
    The address, title and topic of a page, and heading, anchor and text of its
    sections.

What a page says is kept beside its doctree, with the words counted, so a build looks
through the pages that it wrote and no others.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from .cells import note_source
from .search_words import count_pairs, count_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HERE = Path(__file__).parent
FOLDER = "_search"
PART_SIZE = 8_000  # characters
# What is on a page for other reasons than to be read.
SKIPPED_CLASSES = {
    "checks",
    "note-devices",
    "note-downloads",
    "note-facts",
    "note-place",
    "note-related",
    "sphx-glr-example-tags",
    "sphx-glr-footer",
}
# Weights go from 1 to 63. Those of a text follow BM25, the usual measure: a word that
# comes again counts less each time, and a word of a long page less than of a short one.
MOST = 63
IN_TEXT, IN_HEADING, IN_TITLE = 16, 6, 24
SATURATION, LENGTH = 1.2, 0.75
# A page about notes, such as the list of errors, comes after the notes themselves.
NOT_A_NOTE = 0.5

KINDS = {"words": count_words, "pairs": count_pairs}

Said = dict[str, Any]
Counts = dict[str, list[dict[str, int]]]
Index = dict[str, list[int]]


def said(app: Sphinx, docname: str, doctree: nodes.document) -> Said:
    """Collect what a page says.

    Returns
    -------
    dict
        ``url``, ``title``, ``topic``, whether it is a ``note``, and ``sections``: a
        list of heading, anchor and text, in which a line break parts two paragraphs.
    """
    titles = app.env.titles
    folder = docname.rpartition("/")[0]
    topic = titles.get(f"{folder}/index") if folder else None
    return {
        "url": app.builder.get_target_uri(docname),
        "title": titles[docname].astext(),
        "topic": topic.astext() if topic is not None else "",
        "note": note_source(app, docname) is not None,
        "sections": list(_sections(doctree)),
    }


def _sections(doctree: nodes.document) -> Iterator[tuple[str, str, str]]:
    for section in doctree.findall(nodes.section):
        heading, anchor = "", ""
        if isinstance(section.parent, nodes.section):
            heading = next(section.findall(nodes.title)).astext()
            anchor = section["ids"][0]
        yield heading, anchor, "\n".join(_texts(section))


def _texts(node: nodes.Element) -> Iterator[str]:
    """Yield the paragraphs, blocks of code and outputs, but not those of sections."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(
            child, nodes.section | nodes.title | nodes.raw | nodes.comment
        ):
            continue
        if SKIPPED_CLASSES.isdisjoint(child["classes"]):
            if isinstance(child, nodes.TextElement):
                yield child.astext()
            else:
                yield from _texts(child)


def count(page: Said) -> Counts:
    """Count the words and pairs in the title, the headings and the text of a page."""
    texts = (
        page["title"],
        "\n".join(heading for heading, _, _ in page["sections"]),
        "\n".join(text for _, _, text in page["sections"]),
    )
    return {kind: [how(text) for text in texts] for kind, how in KINDS.items()}


def weigh(pages: list[Said], counts: list[Counts], kind: str) -> Index:
    """Say how much each word, or pair, is worth on each page.

    Parameters
    ----------
    pages : list of dict
        What each page says.
    counts : list of dict
        What :func:`count` gives for each page.
    kind : str
        ``"words"`` or ``"pairs"``.

    Returns
    -------
    dict of str to list of int
        For each word or pair the pages that have it, as the module's head says.
    """
    counted = [page[kind] for page in counts]
    lengths = [sum(texts.values()) for _, _, texts in counted]
    mean = max(1, sum(lengths) / max(1, len(lengths)))
    found: defaultdict[str, list[int]] = defaultdict(list)
    last: Counter[str] = Counter()
    for number, (title, headings, texts) in enumerate(counted):
        factor = 1 if pages[number]["note"] else NOT_A_NOTE
        slow = SATURATION * (1 - LENGTH + LENGTH * lengths[number] / mean)
        for word in {**title, **headings, **texts}:
            times = texts.get(word, 0)
            weight = (
                IN_TEXT * times / (times + slow)
                + IN_HEADING * min(2, headings.get(word, 0))
                + IN_TITLE * (word in title)
            )
            kept = max(1, min(MOST, round(factor * weight)))
            found[word].append((number - last[word]) * (MOST + 1) + kept)
            last[word] = number
    return found


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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(pages: list[Said], counts: list[Counts], folder: Path) -> None:
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
    script = f"searchPart({_json(name)},{_json(value)});\n"
    (folder / f"{name}.js").write_text(script, encoding="utf-8", newline="\n")


class Pages(StandaloneHTMLBuilder):
    """Sphinx's own pages, without its search."""

    search = False

    def dump_search_index(self) -> None:
        """There is none."""


def _kept(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir, f"{docname}.search.json")


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep what a page says."""
    if app.builder.name != "html":
        return
    path = _kept(app, docname)
    path.parent.mkdir(parents=True, exist_ok=True)
    page = said(app, docname, doctree)
    path.write_text(_json({"page": page, "counts": count(page)}), encoding="utf-8")


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the index, if a page came, went or changed."""
    if exception is not None or app.builder.name != "html":
        return
    paths = [_kept(app, docname) for docname in sorted(app.env.found_docs)]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.exists()]
    written = Path(app.doctreedir, "search.json")
    whole = f'{{"code":"{app.config.search_code}","kept":[{",".join(texts)}]}}'
    folder = Path(app.outdir, FOLDER)
    if folder.exists() and written.exists():
        if written.read_text(encoding="utf-8") == whole:
            return
        written.unlink()
    kept = json.loads(whole)["kept"]
    write([one["page"] for one in kept], [one["counts"] for one in kept], folder)
    written.write_text(whole, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handlers; pages are complete when other extensions are done."""
    code = b"".join(path.read_bytes() for path in sorted(HERE.glob("search_*.py")))
    # Pages are written again, and looked through, when the rules have changed.
    app.add_config_value("search_code", sha256(code).hexdigest(), "html", types=str)
    app.add_builder(Pages, override=True)
    app.connect("doctree-resolved", on_doctree_resolved, priority=900)
    app.connect("build-finished", on_build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
