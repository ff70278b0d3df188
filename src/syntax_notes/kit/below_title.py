"""The sentence below the title of a page, and where the facts about the page go."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes


def sentence_of(title: nodes.title) -> nodes.paragraph | None:
    """Return the paragraph right below the title of a page; None if there is none."""
    for node in title.parent[title.parent.index(title) + 1 :]:
        if isinstance(node, addnodes.index | nodes.target):
            continue  # Neither is seen.
        if isinstance(node, nodes.paragraph) and all(
            map(_says_language, node["classes"])
        ):
            return node
        # A paragraph with another class is not of the text, but has been put there.
        return None
    return None


def below_sentence(title: nodes.title) -> int:
    """Return the place below the sentence of a page, or below a title without one.

    Parameters
    ----------
    title : docutils.nodes.title
        The title of the page.

    Returns
    -------
    int
        The place among the children of the title's parent.
    """
    return title.parent.index(sentence_of(title) or title) + 1


def _says_language(name: str) -> bool:
    """Tell whether docutils makes a class the language of an element."""
    return name.startswith("language-")
