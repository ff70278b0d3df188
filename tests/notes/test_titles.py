"""What a title names."""

from __future__ import annotations

import pytest

from syntax_notes.notes.titles import call_of


@pytest.mark.parametrize(
    ("title", "call"),
    [
        ("torch.gather: read", "torch.gather"),
        ("torch.gather：按索引读取值", "torch.gather"),
        ("Broadcasting", "Broadcasting"),
    ],
)
def test_the_call_of_a_title(title: str, call: str) -> None:
    assert call_of(title) == call
