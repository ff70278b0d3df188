"""Where on a page stands what is said about the page."""

from __future__ import annotations

from docutils import nodes


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
    place = title.parent.index(title) + 1
    following = title.parent[place : place + 1]
    # One with a class is not of the text, but has been put there.
    has_sentence = any(
        isinstance(node, nodes.paragraph) and not node["classes"] for node in following
    )
    return place + has_sentence
