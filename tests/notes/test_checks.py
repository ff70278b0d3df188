"""What counts as a check in the code of a note."""

from __future__ import annotations

from textwrap import dedent

import pytest

from syntax_notes.notes.checks import count_checks, split_checks
from tests.support.note_list import NOTES, source


@pytest.mark.parametrize(
    ("code", "checks"),
    [
        ("a = 1\nprint(a)\n\nassert a == 1\nassert a", "assert a == 1\nassert a"),
        ("a = 1\nassert a\nprint(a)", ""),
        ("assert True", ""),
        ("a = 1\n# Why.\nassert (\n    a\n)", "# Why.\nassert (\n    a\n)"),
        ("for a in [1]:\n    assert a", ""),
    ],
)
def test_only_the_assertions_at_the_end_of_a_cell_are_split_off(
    code: str, checks: str
) -> None:
    assert split_checks(code)[1] == checks


def test_nothing_is_lost_when_a_cell_is_split() -> None:
    code = "a = 1  # one\n\n\n# Why.\nassert a\n# End."
    assert "\n\n\n".join(split_checks(code)) == code


def test_a_check_is_an_assertion_or_an_exception_that_must_come() -> None:
    script = dedent(
        """
        assert True
        torch.testing.assert_close(1, 1)
        for x in range(3):
            assert x < 3
        try:
            1 / 0
        except ZeroDivisionError as error:
            print(error)
        else:
            raise AssertionError("no error")
        try:
            import numpy
        except ImportError:
            pass
        """
    )
    assert count_checks(script) == 4


@pytest.mark.parametrize("note", NOTES)
def test_a_note_checks_what_its_prose_says(note: str) -> None:
    count = count_checks(source(note))
    code_cells = source(note).count("\n# %%")
    assert count >= 8
    assert count >= code_cells, "The prose has grown, the checks have not."
