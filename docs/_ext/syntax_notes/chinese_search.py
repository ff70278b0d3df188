"""Search Chinese pages by pairs of characters.

Chinese has no spaces between words, and most of its technical words have two
characters. So the index holds each character and each pair of neighbors; a query is
cut at characters such as 的 and 在, and each piece into pairs: ``张量的广播机制`` asks
for the pages with 张量, 广播 and 机制. A piece with an odd number of characters gives
overlapping pairs, since no one can tell where its words end. Words in Latin letters
are treated as on the English pages.

This replaces Sphinx's own way, whose script fails in the browser
(https://github.com/sphinx-doc/sphinx/issues/14229) and which needs a dictionary.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HAN = "\u4e00-\u9fff"  # as in the script below
RUN = re.compile(rf"(?P<han>[{HAN}]+)|[^\W{HAN}]+")


class SearchChinese(SearchEnglish):
    """English words by their stems, Chinese ones by pairs of characters.

    The language's name stays English: Sphinx forms the name of the stemmer in the
    browser from it.
    """

    lang = "zh"
    js_splitter_code = r"""
var splitQuery = (query) => {
  const pairs = (text, step) => {
    if (text.length < 2) return [text];
    const found = [];
    for (let i = 0; i + 1 < text.length; i += step) found.push(text.slice(i, i + 2));
    return found;
  };
  return query
    .match(/[\u4e00-\u9fff]+|(?:(?![\u4e00-\u9fff])[\p{L}\p{N}_])+/gu)
    ?.flatMap((run) => {
      if (!/[\u4e00-\u9fff]/.test(run)) return [run];
      const pieces = run.split(/[的了和与在是按把被从对用为到]/).filter(Boolean);
      return (pieces.length ? pieces : [run]).flatMap((piece) =>
        pairs(piece, piece.length % 2 ? 1 : 2),
      );
    }) ?? [];
};
"""

    def split(self, input: str) -> list[str]:
        """Split *input* into the words that the index holds."""
        words: list[str] = []
        for match in RUN.finditer(input):
            run = match[0]
            if match["han"]:
                words += run
                words += map("".join, itertools.pairwise(run))
            else:
                words.append(run)
        return words


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of Sphinx's own search for Chinese."""
    app.add_search_language(SearchChinese)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
