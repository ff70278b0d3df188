"""How much a word is worth on a page: BM25, the usual measure.

A word that comes again counts less each time, and a word of a long page less than one
of a short page.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from .page_texts import PageText
from .words import count_pairs, count_words

# Weights go from 1 to this.
MOST = 63
IN_TEXT, IN_HEADING, IN_TITLE = 16, 6, 24
SATURATION, LENGTH = 1.2, 0.75
# A page about notes, such as the list of errors, comes after the notes themselves.
NOT_A_NOTE = 0.5

KINDS = {"words": count_words, "pairs": count_pairs}

Counts = dict[str, list[dict[str, int]]]
Index = dict[str, list[int]]


def count(page: PageText) -> Counts:
    """Count the words and pairs in the title, the headings and the text of a page."""
    texts = (
        page["title"],
        "\n".join(heading for heading, _, _ in page["sections"]),
        "\n".join(text for _, _, text in page["sections"]),
    )
    return {kind: [how(text) for text in texts] for kind, how in KINDS.items()}


def weigh(pages: list[PageText], counts: list[Counts], kind: str) -> Index:
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
        For each word or pair the pages that have it, as
        :mod:`syntax_notes.site.search.index_files` writes it.
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
