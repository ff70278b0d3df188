"""Scripts in Chinese: the same code, and all of the text in its place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from syntax_notes.build.catalog_checks import CHINESE
from syntax_notes.page.translated_notes import CatalogTranslation
from tests.support import pages
from tests.support.note_list import NOTES, source
from tests.support.scripts import run_alone, without_comments


def code_of(text: str) -> str:
    """Return a script without its docstring and the prose of its cells."""
    lines = text.split("\n")[ast.parse(text).body[0].end_lineno :]
    kept: list[str] = []
    prose = False
    for line in lines:
        prose = line.startswith("# %%") or (prose and line.startswith("#"))
        if not prose:
            kept.append(line)
    return "\n".join(kept)


@pytest.mark.parametrize("note", NOTES)
def test_the_code_is_the_same_to_the_byte(note: str, site: Path) -> None:
    chinese = pages.download(site, "zh-cn", note, ".py").read_text(encoding="utf-8")
    assert code_of(chinese) == code_of(without_comments(source(note)))
    assert CHINESE.search(str(ast.get_docstring(ast.parse(chinese))))
    comments = re.findall(r"^# %%\n# (.*)$", chinese, re.MULTILINE)
    assert len(comments) == source(note).count("\n# %%\n# ")
    # A heading may be an error message, as it is.
    prose = "\n".join(re.sub("``.*?``|“.*?”|：.*", "", line) for line in comments)
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", prose)
    assert not [line for line in chinese.split("\n") if len(line) > 88]


@pytest.mark.slow
@pytest.mark.parametrize("note", NOTES)
def test_the_chinese_script_runs_alone_and_prints_the_same(
    note: str, site: Path, tmp_path: Path
) -> None:
    script = tmp_path / Path(f"{note}.py").name
    script.write_bytes(pages.download(site, "zh-cn", note, ".py").read_bytes())
    printed_alone = run_alone(script)
    shown = pages.note(site, note).select("article .sphx-glr-script-out pre")
    printed = "".join(pre.get_text() for pre in shown)
    lines = [line.strip() for line in printed_alone.splitlines() if line.strip()]
    assert lines == [line.strip() for line in printed.splitlines() if line.strip()]


ENGLISH = '"""\nA title\n=======\n"""\nx = 1\n'


@pytest.mark.parametrize(
    "content",
    [
        'msgid "Another title"\nmsgstr "另一个标题"\n',
        '#, fuzzy\nmsgid "A title"\nmsgstr "一个标题"\n',
        'msgid "A title\nmsgstr ""\n',
        "\udcff",
    ],
)
def test_what_has_no_translation_stays_in_english(content: str, tmp_path: Path) -> None:
    catalog = tmp_path / "note.po"
    catalog.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert CatalogTranslation(catalog).script(ENGLISH) == ENGLISH


SCRIPT = '''#!/usr/bin/env python3
# Copyright (c) somebody.
r"""
Raw: a docstring
================

The path ``C:\\xi\\user`` in a sentence.
"""

# %%
# A rule
# ------
#
# .. note::
#
#    Take care.
#
# .. math::
#
#    \\xi = 1

print("hello")  # A comment.
'''
TRANSLATED = {
    "Raw: a docstring": "原样：文档字符串",
    "The path ``C:\\xi\\user`` in a sentence.": "路径 ``C:\\xi\\user``。",
    "A rule": "规则",
    "Take care.": "小心。",
}
EXPECTED = '''#!/usr/bin/env python3
# Copyright (c) somebody.
r"""
原样：文档字符串
================

路径 ``C:\\xi\\user``。
"""

# %%
# 规则
# ----
#
# .. note::
#
#    小心。
#
# .. math::
#
#    \\xi = 1

print("hello")  # A comment.
'''


def test_only_the_prose_is_another(tmp_path: Path) -> None:
    catalog = Catalog(locale="zh_CN")
    for english, chinese in TRANSLATED.items():
        catalog.add(english, chinese)
    path = tmp_path / "note.po"
    with path.open("wb") as stream:
        write_po(stream, catalog)
    script = CatalogTranslation(path).script(SCRIPT)
    assert script == EXPECTED
    compile(script, "note.py", "exec")


def test_a_backslash_of_a_docstring_that_is_not_raw_stays(tmp_path: Path) -> None:
    catalog = Catalog(locale="zh_CN")
    catalog.add("Title", "标题")
    catalog.add(r"A line ends with ``\n``.", r"行以 ``\n`` 结束。")
    path = tmp_path / "note.po"
    with path.open("wb") as stream:
        write_po(stream, catalog)
    source = '"""\nTitle\n=====\n\nA line ends with ``\\\\n``.\n"""\nx = 1\n'
    names: dict[str, str] = {}
    exec(CatalogTranslation(path).script(source), names)
    assert "``\\n``" in names["__doc__"]
