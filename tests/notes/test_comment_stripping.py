"""What of a cell is code."""

from __future__ import annotations

import pytest

from syntax_notes.notes.comment_stripping import strip_comments


@pytest.mark.parametrize(
    ("code", "alone"),
    [
        ("\n# Why.\nx = 1  # one\n\n\ny = 2\n", "x = 1\ny = 2"),
        ("x = '# no comment'  # one", "x = '# no comment'"),
        ('x = """\n\n# text\n"""\n', 'x = """\n\n# text\n"""'),
        ("f'{x} # no comment'", "f'{x} # no comment'"),
        ("if x:\n    # Why.\n    y = 1", "if x:\n    y = 1"),
        ("x = = 1  # broken", "x = = 1"),
        ("x = (  # never closed", "x = (  # never closed"),
        ("# sphinx_gallery_tags = ['a']\n", ""),
        ("x = 'a\x1c'  # one\ny = 2", "x = 'a\x1c'\ny = 2"),
        ('x = """a   \nb"""', 'x = """a   \nb"""'),
    ],
)
def test_comments_and_blank_lines_are_no_code(code: str, alone: str) -> None:
    assert strip_comments(code) == alone
