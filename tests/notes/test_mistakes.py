"""What keeps a script from being a note is found, with its line, without a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from syntax_notes.notes.mistakes import find_mistake
from syntax_notes.notes.titles import first_title
from syntax_notes.running.reading_scripts import read_scripts

TITLE = '"""\nTitle\n=====\n\nText.\n"""\n'
LATIN = TITLE.replace("Text", "\xe9").encode("latin-1")
IGNORED = "# sphinx_gallery_{}_ignore\n"
MISTAKES: dict[str, tuple[str | bytes, int, str]] = {
    "empty": ("", 1, "is empty"),
    "blank": ("\n \n", 1, "is empty"),
    "comment": ("# only this\n", 1, "does not begin with a docstring"),
    "code": ("\nx = 1\n", 2, "does not begin with a docstring"),
    "number": ("1\n", 1, "does not begin with a docstring"),
    "bytes": ('b"""Title\n=====\n"""\n', 1, "does not begin with a docstring"),
    "formatted": ('f"""Title\n=====\n"""\n', 1, "does not begin with a docstring"),
    "later": (f"import os\n{TITLE}", 1, "a statement stands above the docstring"),
    "text": ('"""Only text."""\n', 1, "does not begin with a title"),
    "text_first": ('"""\nText.\n\nTitle\n=====\n"""\n', 1, "begin with a title"),
    "short_line": ('"""\nA title\n==\n"""\n', 1, "begin with a title"),
    "no_docstring": ('"""   """\n', 1, "begin with a title"),
    "glued": ('"""\n.. _label:\nTitle\n=====\n"""\n', 1, "begin with a title"),
    "syntax": (f"{TITLE}x = = 1\n", 7, "SyntaxError: invalid syntax"),
    "tabs": (f"{TITLE}if 1:\n\tx = 1\n        y = 1\n", 9, "TabError: inconsistent"),
    "open_string": ('"""\nTitle\n=====\n', 1, "SyntaxError: unterminated"),
    "nested": (f"{TITLE}x = {'(' * 300}{')' * 300}\n", 7, "too many nested"),
    "null": (f"{TITLE}x = 'a\0'\n", 7, "holds a null byte"),
    "utf_16": (TITLE.encode("utf-16"), 1, "but in UTF-16"),
    "utf_16_without_mark": (TITLE.encode("utf-16-le"), 1, "holds a null byte"),
    "latin": (LATIN, 5, "is not in UTF-8 (byte 0xe9)"),
    "latin_old_mac": (LATIN.replace(b"\n", b"\r"), 5, "is not in UTF-8 (byte 0xe9)"),
    "declared": (f"# -*- coding: latin-1 -*-\n{TITLE}", 1, "another encoding"),
    "declared_below": (f"#!python\n# coding: ascii\n{TITLE}", 2, "another encoding"),
    "unknown": (f"# coding: okapi\n{TITLE}", 1, "another encoding"),
    "opens": (f"{TITLE}{IGNORED.format('start')}x = 1\n", 7, "has no sphinx_gallery_"),
    "closes": (f"{TITLE}x = 1\n{IGNORED.format('end')}", 8, "has no sphinx_gallery_"),
    "opens_elsewhere": (
        f"{TITLE}{IGNORED.format('start')}\n# %%\n# Text.\n{IGNORED.format('end')}",
        7,
        "below it in its cell",
    ),
    "no_value": (f"{TITLE}# sphinx_gallery_tags = [a\n", 7, "is given no value"),
    "odd_value": (f"{TITLE}# sphinx_gallery_x = {{[]: 1}}\n", 7, "is given no value"),
    "tags": (f"{TITLE}# sphinx_gallery_tags = 'a'\n", 7, "must be a list of words"),
    "number_of": (
        f"{TITLE}\n# sphinx_gallery_thumbnail_number = '1'\n",
        8,
        "sphinx_gallery_thumbnail_number must be a whole number",
    ),
    "picture": (
        f"{TITLE}# sphinx_gallery_thumbnail_path = 'no.png'\n",
        7,
        "there is no docs/no.png",
    ),
    "a$b": (TITLE, 1, "cannot hold '$'"),
    "a b": (TITLE, 1, "cannot hold ' '"),
}
NOTES: dict[str, str | bytes] = {
    "plain": TITLE,
    "mark": TITLE.encode("utf-8-sig"),
    "windows": TITLE.replace("\n", "\r\n"),
    "old_mac": TITLE.replace("\n", "\r"),
    "utf_8": f"# -*- coding: utf-8 -*-\n{TITLE}",
    "only_title": '"""\nTitle\n=====\n"""\n',
    "lines_around": '"""\n=====\nTitle\n=====\n"""\n',
    "label": '"""\n.. _label:\n\nTitle\n=====\n"""\n',
    "license": f"# Copyright.\n{TITLE}",
    "raw": f"r{TITLE}",
    "ignored": f"{TITLE}{IGNORED.format('start')}x = 1\n{IGNORED.format('end')}",
    "other_setting": f"{TITLE}# sphinx_gallery_okapi = 3\n",
    "a.b": TITLE,
    "中文": TITLE,
    "conf": TITLE,
    "test_x": TITLE,
}


def mistake_in(folder: Path, name: str, content: str | bytes) -> tuple[int, str] | None:
    read_scripts()
    script = folder / f"{name}.py"
    script.write_bytes(content if isinstance(content, bytes) else content.encode())
    return find_mistake(script, folder / "docs")


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_has_its_line(name: str, tmp_path: Path) -> None:
    content, line, message = MISTAKES[name]
    found = mistake_in(tmp_path, name, content)
    assert found is not None
    assert found[0] == line
    assert message in found[1]
    assert "\n" not in found[1]


@pytest.mark.parametrize("name", NOTES)
def test_a_note_has_none(name: str, tmp_path: Path) -> None:
    assert mistake_in(tmp_path, name, NOTES[name]) is None


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.py").mkdir()
    found = find_mistake(tmp_path / "folder.py", tmp_path)
    assert found == (1, "is a folder with the name of a script; give it another name")
    (tmp_path / "link.py").symlink_to("nowhere")
    found = find_mistake(tmp_path / "link.py", tmp_path)
    assert found == (1, "cannot be read: No such file or directory")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A\n=", "A"),
        ("Title\n=====", "Title"),
        ("Title\n====", "Title"),  # docutils warns of it.
        ("Title\n===", ""),
        ("标题\n====", "标题"),
        ("===\nTwo\n===", "Two"),
        ("===\n Two\n===", "Two"),
        (" Title\n=====", ""),
        ("Title", ""),
        ("\n\n:orphan:\n\nTitle\n-----", "Title"),
        (".. a remark\n   goes on\n\nTitle\n~~~~~", "Title"),
        ("", ""),
    ],
)
def test_a_title_is_what_docutils_takes_for_one(text: str, title: str) -> None:
    assert first_title(text) == title
