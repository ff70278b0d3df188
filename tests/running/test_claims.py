"""What people may have read is put to the test with the names of the note."""

from __future__ import annotations

import sys

import pytest

from syntax_notes.running.claims import hold


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("x > 1", True),
        ("x > 2", False),
        ("raises(lambda: x[0])", True),
        ("raises(lambda: len('x'))", False),
        ("x / 0", None),
        ("y > 1", None),
        # That a name is missing says nothing of the call.
        ("raises(lambda: y[0])", None),
    ],
)
def test_a_claim_holds_does_not_or_cannot_be_told(
    claim: str, held: bool | None
) -> None:
    assert hold((claim,), {"x": 2}) == (held,)


def test_a_name_that_a_failed_cell_should_have_made_is_missing() -> None:
    assert hold(("x > 1", "2 > 1"), {"x": 2}, {"x"}) == (None, True)


def test_a_claim_prints_nothing_and_adds_no_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = {"print": print, "sys": sys}
    assert hold(("[y := 1, print(y), sys.stderr.write('y')]",), names) == (True,)
    assert names == {"print": print, "sys": sys}
    assert capsys.readouterr() == ("", "")
