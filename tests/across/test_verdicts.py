"""The verdict on a claim, from the releases on which it held."""

from __future__ import annotations

import pytest

from syntax_notes.across.verdicts import Verdict

Claims = dict[str, tuple[bool | None, ...]]
HELD, NOT, DEPENDS = (True, True), (False, False), (True, False)
# Of a cell that did not come to its test, and of an expression that raised.
UNTOLD, UNSURE = (), (True, None)
RELEASES = ["1.13.1", "2.0.1", "2.1.2", "2.2.2"]


def verdict(*states: tuple[bool | None, ...]) -> Verdict:
    """Return the verdict where a claim did this on the releases, the oldest first."""
    return Verdict(dict(zip(RELEASES, states, strict=False)), RELEASES)


@pytest.mark.parametrize(
    ("word", "states", "text"),
    [
        ("never true", [NOT] * 4, "never true, 1.13 to 2.2"),
        ("expired", [NOT] * 4, "not since 1.13 at least, measured"),
        ("true", [HELD] * 4, "true, 1.13 to 2.2"),
        ("depends", [DEPENDS] * 4, "depends, 1.13 to 2.2"),
        ("depends", [DEPENDS], "depends, 1.13"),
        ("expired", [HELD, HELD, NOT, NOT], "true until 2.0; not since 2.1"),
        ("true", [NOT, HELD, HELD, HELD], "not true up to 1.13; true since 2.0"),
        ("depends", [NOT, DEPENDS], "not true up to 1.13; depends since 2.0"),
        ("true", [DEPENDS, HELD], "depends until 1.13; true since 2.0"),
        (
            "expired",
            [HELD, DEPENDS, DEPENDS, NOT],
            "true until 1.13; depends, 2.0 to 2.1; not since 2.2",
        ),
        (
            "true",
            [HELD, NOT, HELD],
            "true until 1.13; not true, 2.0; true again since 2.1",
        ),
        (
            "depends",
            [DEPENDS, HELD, DEPENDS],
            "depends until 1.13; true, 2.0; depends again since 2.1",
        ),
        ("expired", [NOT, HELD, NOT], "not true up to 1.13; true, 2.0; not since 2.1"),
        (
            "expired",
            [HELD, UNTOLD, NOT],
            "true until 1.13; not since 2.1; not measured: 2.0",
        ),
        ("true", [UNTOLD, UNSURE, HELD], "true, 2.1; not measured: 1.13 to 2.0"),
        ("depends", [(None, *DEPENDS), DEPENDS], "depends, 1.13 to 2.0"),
        ("never true", [UNTOLD] * 4, "not measured"),
        ("never true", [], "not measured"),
    ],
)
def test_a_verdict_names_the_releases(
    word: str, states: list[tuple[bool | None, ...]], text: str
) -> None:
    assert verdict(*states).text(word) == text


def test_a_release_that_is_not_recorded_between_others_is_named() -> None:
    found = Verdict({"1.13.1": HELD, "2.2.2": NOT}, RELEASES)
    text = "true until 1.13; not since 2.2; not measured: 2.0 to 2.1"
    assert found.text("expired") == text


@pytest.mark.parametrize(
    ("word", "states", "wrong"),
    [
        ("never true", [NOT] * 4, False),
        ("never true", [NOT, NOT, DEPENDS, NOT], True),
        ("never true", [NOT, HELD], True),
        ("expired", [HELD, HELD, HELD, NOT], False),
        ("expired", [HELD, HELD, HELD, DEPENDS], True),
        ("expired", [NOT] * 4, False),
        ("true", [NOT, NOT, NOT, HELD], False),
        ("true", [HELD, HELD, HELD, NOT], True),
        ("depends", [HELD, HELD, HELD, DEPENDS], False),
        ("depends", [DEPENDS, DEPENDS, DEPENDS, NOT], True),
        # Nothing is known of the newest release, of which these words speak.
        ("expired", [HELD, HELD, HELD, UNTOLD], False),
        ("true", [NOT, NOT], False),
        ("depends", [], False),
    ],
)
def test_a_word_is_wrong_where_the_newest_release_says_otherwise(
    word: str, states: list[tuple[bool | None, ...]], wrong: bool
) -> None:
    assert verdict(*states).contradicts(word) is wrong


def test_without_a_list_the_newest_release_is_the_newest_that_was_measured() -> None:
    claims: Claims = {"2.0.1": HELD, "2.10.0": NOT}
    assert Verdict(claims).contradicts("true")
    assert not Verdict(claims).contradicts("expired")
