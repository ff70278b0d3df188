"""What recordings say of a claim: on which releases it held.

A claim is put to the test with one input or with several. Held with all of them, it is
true on that release; held with none, it is not; else it depends on the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from ..outputs.place_names import range_text
from ..places import label, newest_first
from ..wording import _


class State(Enum):
    """What became of a claim on a release."""

    HELD = "held"
    NOT = "not"
    DEPENDS = "depends"


# What a row may say by hand, and what became of its claim on the newest release then.
WORDS = {
    "true": State.HELD,
    "never true": State.NOT,
    "expired": State.NOT,
    "depends": State.DEPENDS,
}


class Run(NamedTuple):
    """Neighbouring releases on which the same became of a claim.

    Attributes
    ----------
    state : State
        What that is.
    releases : list of str
        The releases, the oldest first.
    """

    state: State
    releases: list[str]


class Verdict:
    """What was measured of a claim.

    Parameters
    ----------
    claims : mapping of str to tuple of (bool or None)
        By release whether the claim held, for each input that it is put to the test
        with; None where that cannot be told.
    listed : iterable of str
        All releases that are recorded, if those are listed.
    """

    def __init__(
        self,
        claims: Mapping[str, tuple[bool | None, ...]],
        listed: Iterable[str] = (),
    ) -> None:
        self.claims = dict(claims)
        told = {release: state_of(claim) for release, claim in claims.items()}
        self.states = {
            release: state
            for release in reversed(newest_first(told))
            if (state := told[release]) is not None
        }
        self.listed = list(listed)
        self.known = newest_first({*self.listed, *told})
        self.untold = [release for release, state in told.items() if state is None]

    def runs(self) -> list[Run]:
        """Return the releases in order, those with the same state together."""
        by_state = groupby(self.states, self.states.__getitem__)
        return [Run(state, list(releases)) for state, releases in by_state]

    def contradicts(self, word: str) -> bool:
        """Tell whether a word was written that is not what was measured.

        A word is about the newest release that is recorded. Where that was not
        measured, nothing but "never true" can be wrong.
        """
        if word == "never true":
            return {*self.states.values()} - {State.NOT} != set()
        newest = newest_first(self.listed or self.states)[:1]
        return any(self.states.get(one, WORDS[word]) != WORDS[word] for one in newest)

    def text(self, word: str) -> str:
        """Return the verdict, as readers see it.

        Parameters
        ----------
        word : str
            What the row says by hand. It tells apart what was never true and what was
            true before the oldest release that was measured.
        """
        runs = self.runs()
        if not runs:
            return _("not measured")
        if len(runs) == 1:
            parts = [self._only(runs[0], word)]
        else:
            first, *between, last = runs
            parts = [
                _until(first, self.known),
                *map(self._between, between),
                _since(last, runs, self.known),
            ]
        if gaps := self._gaps():
            # Translators: releases between others that were measured.
            parts.append(_("not measured: {releases}").format(releases=gaps))
        return _("; ").join(parts)

    def _only(self, run: Run, word: str) -> str:
        if run.state is State.NOT and word == "expired":
            text = _("not since {release} at least, measured")
            return text.format(release=label(run.releases[0], self.known))
        texts = {
            State.HELD: _("true, {releases}"),
            State.NOT: _("never true, {releases}"),
            State.DEPENDS: _("depends, {releases}"),
        }
        return texts[run.state].format(releases=self._whole(run))

    def _between(self, run: Run) -> str:
        texts = {
            State.HELD: _("true, {releases}"),
            State.NOT: _("not true, {releases}"),
            State.DEPENDS: _("depends, {releases}"),
        }
        return texts[run.state].format(releases=self._whole(run))

    def _whole(self, run: Run) -> str:
        """Return a run from its oldest release to its newest."""
        return range_text(run.releases, list(self.states))

    def _gaps(self) -> str:
        """Return what was not measured of the releases that the verdict speaks of."""
        measured = [one for one in self.known if one in self.states]
        within = self.known[
            self.known.index(measured[0]) : self.known.index(measured[-1])
        ]
        gaps = [*self.untold, *(one for one in within if one not in self.states)]
        return range_text(gaps, self.known)


def state_of(claim: tuple[bool | None, ...]) -> State | None:
    """Return what became of a claim, with all of its inputs; None if untold."""
    if {True, False} <= {*claim}:
        return State.DEPENDS
    if not claim or None in claim:
        return None
    return State.HELD if claim[0] else State.NOT


def _until(run: Run, known: list[str]) -> str:
    texts = {
        State.HELD: _("true until {release}"),
        State.NOT: _("not true up to {release}"),
        State.DEPENDS: _("depends until {release}"),
    }
    return texts[run.state].format(release=label(run.releases[-1], known))


def _since(run: Run, runs: list[Run], known: list[str]) -> str:
    texts = {
        State.HELD: _("true since {release}"),
        State.NOT: _("not since {release}"),
        State.DEPENDS: _("depends since {release}"),
    }
    again = {
        State.HELD: _("true again since {release}"),
        State.NOT: _("not since {release}"),
        State.DEPENDS: _("depends again since {release}"),
    }
    is_again = run.state in [earlier.state for earlier in runs[:-1]]
    return (again if is_again else texts)[run.state].format(
        release=label(run.releases[0], known)
    )
