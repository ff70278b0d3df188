"""Scripts in Chinese: the same code, and all of the text in its place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from syntax_notes.build.catalog_checks import CHINESE
from syntax_notes.page.translated_notes import read_translations
from tests.support import pages
from tests.support.note_list import NOTES, source
from tests.support.project import Project
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
    printed = "".join(pages.printed(site, note))
    lines = [line.strip() for line in printed_alone.splitlines() if line.strip()]
    assert lines == [line.strip() for line in printed.splitlines() if line.strip()]


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
    assert "A title" not in read_translations(catalog)


# By the name of a note: its script, how that reads in Chinese, and the catalog.
SCRIPTS = {
    "raw": (
        r'''#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# Copyright (c) somebody. License: MIT.

r"""
Raw: a docstring with a backslash
=================================

The path ``C:\xi\user`` in one sentence.
"""

from __future__ import annotations

# %%
# The rule
# --------
#
# .. note:: Take care.
#
# .. math::
#    :label: xi
#
#    \xi = 1
#
# A block follows::
#
#    Take care.
#
# .. image:: /_static/logo.svg
#    :alt: a logo

print("hello")  # Take care.
''',
        r'''#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# Copyright (c) somebody. License: MIT.

r"""
原样：文档字符串
================

路径 ``C:\xi\user``。
"""

from __future__ import annotations

# %%
# 规则
# ----
#
# .. note:: 小心。
#
# .. math::
#    :label: xi
#
#    \xi = 1
#
# 下面是代码::
#
#    Take care.
#
# .. image:: /_static/logo.svg
#    :alt: a logo

print("hello")  # Take care.
''',
        {
            "Raw: a docstring with a backslash": "原样：文档字符串",
            "The path ``C:\\xi\\user`` in one sentence.": "路径 ``C:\\xi\\user``。",
            "The rule": "规则",
            "Take care.": "小心。",
            "A block follows::": "下面是代码::",
        },
    ),
    "escaped": (
        '''"""\\
=======
Escaped
=======

A line ends with ``\\\\n``, "quoted" or not.
"""
x = 1  # No cell.
''',
        '''"""\\
====
转义
====

行以 ``\\\\n`` 结束。
"""
x = 1  # No cell.
''',
        {
            "Escaped": "转义",
            'A line ends with ``\\n``, "quoted" or not.': "行以 ``\\n`` 结束。",
        },
    ),
    "quoted": (
        """r'''
Title
=====
'''
x = 1
""",
        '''"""
三个 \'\'\'
========
"""
x = 1
''',
        {"Title": "三个 '''"},
    ),
    "markup": (
        """'''
Title
=====
'''

##############################################################################
# - An item on
#   two lines.
#
#   - Within.
# - In doubt.
# - Without a translation.
#
# 1. One.
#
# term : kind
#     What it means.
#
# :field: Its body.
#
# === ========
# One Two
# === ========
# 1   Within.
# === ========
#
# .. list-table:: A table
#
#    * - Cell.
#
# .. figure:: /_static/logo.svg
#    :alt: a logo
#
#    A caption.
#
# .. rubric:: A rubric
#
# Text [#one]_ of |name|.
#
# .. [#one] A footnote.
# .. |name| replace:: a name
# .. comment
#
#    One.
#
# | A line
# | another

print("hello")

# One.
""",
        """'''
标题
====
'''

##############################################################################
# - 这个项目很长，长得一行放不下，所以要分成两行来写，第二行也要缩进才对，缩进到文字开始
#   的地方。
#
#   - 里面。
# - In doubt.
# - Without a translation.
#
# 1. 一。
#
# 术语 : kind
#     含义。
#
# :字段: 内容。
#
# === ========
# One Two
# === ========
# 1   Within.
# === ========
#
# .. list-table:: 表
#
#    * - Cell.
#
# .. figure:: /_static/logo.svg
#    :alt: a logo
#
#    图注。
#
# .. rubric:: 小标题
#
# 文字 [#one]_ 和 |name|。
#
# .. [#one] 脚注。
# .. |name| replace:: a name
# .. comment
#
#    One.
#
# | 一行
# | 另一行

print("hello")

# One.
""",
        {
            "Title": "标题",
            "An item on two lines.": "这个项目很长，长得一行放不下，"
            "所以要分成两行来写，第二行也要缩进才对，缩进到文字开始的地方。",
            "Within.": "里面。",
            "One.": "一。",
            "term": "术语",
            "What it means.": "含义。",
            "field": "字段",
            "Its body.": "内容。",
            "One": "甲",
            "A table": "表",
            "Cell.": "格。",
            "A caption.": "图注。",
            "A rubric": "小标题",
            "Text [#one]_ of |name|.": "文字 [#one]_ 和 |name|。",
            "A footnote.": "脚注。",
            "A line": "一行",
            "another": "另一行",
        },
    ),
}


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the scripts, each with a catalog."""
    project = Project(tmp_path_factory.mktemp("translated"), {"topic/first": "x = 1\n"})
    catalogs = project.folder / "docs/locales/zh_CN/LC_MESSAGES/notes/topic"
    catalogs.mkdir(parents=True)
    for name, (script, _, messages) in SCRIPTS.items():
        (project.folder / f"examples/topic/{name}.py").write_text(script, "utf-8")
        catalog = Catalog(locale="zh_CN")
        for english, chinese in messages.items():
            catalog.add(english, chinese)
        catalog.add("In doubt.", "不确定", flags=["fuzzy"])
        with (catalogs / f"{name}.po").open("wb") as stream:
            write_po(stream, catalog)
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def offered(project: Project, folder: str, name: str) -> str:
    """Return the script that a page offers."""
    path = pages.download(project.html, folder, f"topic/{name}", ".py")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCRIPTS)
def test_only_the_prose_is_another(name: str, translated: Project) -> None:
    script, chinese, _ = SCRIPTS[name]
    assert offered(translated, "zh-cn", name) == chinese
    assert offered(translated, "en", name) == script
    one, other = (ast.parse(text).body[1:] for text in (script, chinese))
    assert [ast.dump(line) for line in one] == [ast.dump(line) for line in other]


def test_a_script_without_a_catalog_is_offered_as_it_is(translated: Project) -> None:
    assert offered(translated, "zh-cn", "first") == offered(translated, "en", "first")
