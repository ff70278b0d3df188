"""Lines break where they may."""

from __future__ import annotations

from syntax_notes.notes.line_breaking import wrapped


def test_a_line_of_chinese_breaks_where_it_may() -> None:
    lines = wrapped("索引张量中的数，指明从 ``t[index[i]]`` 读取。", 16)
    assert "".join(lines).replace(" ", "") == (
        "索引张量中的数，指明从``t[index[i]]``读取。"
    )
    assert not [line for line in lines if line[0] in "，。"]
    assert any("``t[index[i]]``" in line for line in lines)
