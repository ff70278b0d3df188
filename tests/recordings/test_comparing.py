"""What counts as a difference between two runs."""

from __future__ import annotations

from syntax_notes.backend import JOINED
from syntax_notes.recordings.comparing import difference, differing_lines, is_same
from syntax_notes.recordings.recording import Cell, Recording
from tests.support import recorded


def as_it_is(output: str) -> str:
    """Overlook nothing."""
    return output


def joined(output: str) -> str:
    """Overlook what stands in brackets, with the end of the line in front of it."""
    return output.replace("\n[here]", JOINED)


def test_outputs_differ_where_a_character_does() -> None:
    assert is_same("a\nb", "a\nb", as_it_is)
    assert not is_same("a\nb", "a\nb ", as_it_is)


def test_the_lines_that_differ_are_numbered_in_each_output() -> None:
    assert differing_lines("a\nb\nc", "a\nc", as_it_is) == ([2], [])


def test_what_a_backend_overlooks_is_no_difference() -> None:
    assert not is_same("a\nb", "a\n[here]\nb", as_it_is)
    assert is_same("a\nb", "a\n[here]\nb", joined)


def test_lines_that_a_backend_joins_keep_their_numbers() -> None:
    assert differing_lines("a\nb", "a\n[here]\nc", joined) == ([2], [3])
    assert differing_lines("x\nb", "a\n[here]\nb", joined) == ([1], [1, 2])


def test_a_difference_shows_the_code_around_it() -> None:
    before = Recording(recorded.CUDA, (Cell("x = 1"), Cell("print(x)", "1\n")))
    after = Recording(recorded.CUDA, (Cell("x = 1"), Cell("print(x)", "2\n")))
    assert difference(before, before, "gather.json") == ""
    assert difference(before, after, "gather.json").splitlines() == [
        "--- gather.json",
        "+++ this run",
        "@@ -1,4 +1,4 @@",
        " >>> x = 1",
        " ",
        " >>> print(x)",
        "-1",
        "+2",
    ]
