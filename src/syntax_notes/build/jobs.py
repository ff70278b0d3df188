"""How many processes a build uses.

The languages are built side by side, each by Sphinx in processes of its own. Before
that the notes run, each in a process of its own, some at a time. While few notes run,
the second language reads their pages, which keeps another processor busy.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from ..languages import LANGUAGES

# From so many notes on, there is more to run than to read meanwhile.
WORTH = 60
# Of fewer notes, so many run at a time.
FEW = 2


class Jobs(NamedTuple):
    """How many processes run the notes, and how many make the pages of a language.

    Attributes
    ----------
    notes : int
        Notes that run at a time.
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
    if asked is None:
        return Jobs(min(FEW, os.cpu_count() or 1), 1)
    return Jobs(asked, max(1, asked // len(LANGUAGES)))
