"""How many processes a build uses.

The languages are built side by side, each by Sphinx in processes of its own. Before
that the notes run, all in one process, or in several that sphinx-gallery starts with
joblib. Each of these imports torch first, so a few notes are done sooner by one.
"""

from __future__ import annotations

from typing import NamedTuple

from ..languages import LANGUAGES

# So many notes take longer to run than a second process takes to start.
WORTH = 60


class Jobs(NamedTuple):
    """How many processes run the notes, and how many make the pages of a language.

    Attributes
    ----------
    notes : int
        Processes that run notes.
    pages : int
        Processes for the pages of each language.
    """

    notes: int
    pages: int


def choose(asked: int | None, notes: int) -> Jobs:
    """Return how many processes to use.

    Parameters
    ----------
    asked : int, optional
        How many at most at one time; by default one for each processor, where there are
        notes enough for that to pay.
    notes : int
        How many notes there are.
    """
    if asked is None and notes >= WORTH:
        from joblib import cpu_count

        asked = int(cpu_count())
    asked = asked or 1
    return Jobs(asked, max(1, asked // len(LANGUAGES)))
