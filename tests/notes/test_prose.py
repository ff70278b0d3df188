"""Prose is taken apart, put together again, and written as Markdown."""

from __future__ import annotations

import pytest

from syntax_notes.notes.prose import Piece, as_markdown, as_source, pieces, wrapped

PROSE = """\
A heading
---------

One paragraph on
two lines.

1. First item,
   on two lines.
2. Second.

.. code-block:: python

   x = 1

   y = 2

.. seealso::

   :func:`torch.sum` and
   :ref:`a`.

   More.
"""


def test_prose_is_taken_apart_and_put_together() -> None:
    found = list(pieces(PROSE))
    assert found == [
        Piece("heading", "A heading", "-"),
        Piece("paragraph", "One paragraph on two lines."),
        Piece("item", "First item, on two lines.", "1."),
        Piece("item", "Second.", "2."),
        Piece("code", "x = 1\n\ny = 2", "python"),
        Piece("seealso", ":func:`torch.sum` and :ref:`a`."),
        Piece("more", "More."),
    ]
    assert list(pieces("\n".join(as_source(found, 40)))) == found


def title_of(label: str) -> str:
    """Return the title of the one note that there is."""
    return "gather" if label == "sphx_glr_notes_indexing_gather.py" else ""


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("See :func:`torch.sum`.", "See `torch.sum`."),
        ("See :meth:`~torch.Tensor.view`.", "See `view`."),
        ("See :func:`the sum <torch.sum>`.", "See the sum."),
        ("See :ref:`sphx_glr_notes_indexing_gather.py`.", "See *gather*."),
        ("``t[0]`` and `this <a.html>`_", "`t[0]` and [this](a.html)"),
        ("``:func:`x` ``", "`` :func:`x` ``"),
        ("*就地*\\ 操作", "*就地*操作"),
    ],
)
def test_markup_becomes_markdown(text: str, markdown: str) -> None:
    found = [Piece("paragraph", text)]
    assert as_markdown(found, title_of) == markdown


def test_a_line_of_chinese_breaks_where_it_may() -> None:
    lines = wrapped("索引张量中的数，指明从 ``t[index[i]]`` 读取。", 16)
    assert "".join(lines).replace(" ", "") == (
        "索引张量中的数，指明从``t[index[i]]``读取。"
    )
    assert not [line for line in lines if line[0] in "，。"]
    assert any("``t[index[i]]``" in line for line in lines)
