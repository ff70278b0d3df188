"""Prose is taken apart, put together again, and written as Markdown."""

from __future__ import annotations

import pytest

from syntax_notes.notes.prose import Piece, as_source, pieces, wrapped
from syntax_notes.notes.prose_markdown import as_markdown

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
        Piece("admonition", ":func:`torch.sum` and :ref:`a`.", "seealso"),
        Piece("more", "More.", "seealso"),
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


EVERYTHING = """\
A heading
---------

A block follows::

   for i in range(2):
       print(i)

.. note::

   Take care.

   And more.

.. image:: /_static/logo.svg
   :alt: a logo

=== ===
a   b
=== ===
1   2
=== ===

- outer

  - inner
    on two lines

    .. code-block:: python

       x = 1

- after

1. One.
2. Two.

.. math::

   y = \\sum_i x_i

With :math:`x^2` and ``:math:`x` ``.

.. code-block:: python
   :emphasize-lines: 1

   print("hi")

.. _a-target:

.. A comment.

| a line
| another

term
   What it means.

:field: what is in it

+---+---+
| a | b |
+---+---+
"""

MARKDOWN = """\
## A heading

A block follows:

```text
for i in range(2):
    print(i)
```

> Take care.

> And more.

![a logo](/_static/logo.svg)

```text
=== ===
a   b
=== ===
1   2
=== ===
```

- outer

  - inner on two lines

    ```python
    x = 1
    ```

- after

1. One.

2. Two.

$$
y = \\sum_i x_i
$$

With $x^2$ and `` :math:`x` ``.

```python
print("hi")
```

| a line
| another

term
   What it means.

:field: what is in it

```text
+---+---+
| a | b |
+---+---+
```"""


def test_nothing_of_the_markup_is_lost_in_markdown() -> None:
    assert as_markdown(list(pieces(EVERYTHING)), title_of) == MARKDOWN


def test_a_script_keeps_its_markup() -> None:
    found = list(pieces(EVERYTHING))
    written = "\n".join(as_source(found, 80))
    assert list(pieces(written)) == found
    # What is written in another way, and means the same.
    expected = EVERYTHING.replace("follows::", "follows:\n\n::")
    expected = expected.replace("inner\n    on two lines", "inner on two lines")
    assert written == expected.rstrip("\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [("Below::", "Below:"), ("Below ::", "Below"), ("Below:", "Below:")],
)
def test_a_colon_is_read_as_sphinx_reads_it(text: str, message: str) -> None:
    first, *rest = pieces(f"{text}\n\n   x\n")
    assert first == Piece("paragraph", message)
    assert [piece.text for piece in rest] == ["x"]
    assert [*pieces("::\n\n   x\n")] == [Piece("literal", "x")]
