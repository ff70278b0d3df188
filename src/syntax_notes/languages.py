"""The languages of the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx.config import Config


class Language(NamedTuple):
    """A language of the site.

    Attributes
    ----------
    code : str
        As Sphinx and gettext write it.
    folder : str
        Where its pages lie, below the root of the site.
    tag : str
        As HTML writes it.
    name : str
        Its name in itself.
    title : str
        The title of the site.
    rights : str
        Whose the site is, and what others may do with it.
    lost, moved : str
        What the page for wrong addresses says, in every language: a heading, and a
        sentence.
    """

    code: str
    folder: str
    tag: str
    name: str
    title: str
    rights: str
    lost: str
    moved: str


# The first one is the source: its build runs the notes.
LANGUAGES = (
    Language(
        code="en",
        folder="en",
        tag="en",
        name="English",
        title="Deep Learning Syntax Notes",
        rights="the authors of Deep Learning Syntax Notes. "
        "Code: BSD-3-Clause. Prose: CC BY 4.0",
        lost="Page not found",
        moved="There is no page at this address. It may have moved or been removed.",
    ),
    Language(
        code="zh_CN",
        folder="zh-cn",
        tag="zh-CN",
        name="简体中文",
        title="深度学习基础语法",
        rights="《深度学习基础语法》的作者。代码：BSD-3-Clause；文字：CC BY 4.0",
        lost="找不到页面",
        moved="这个地址没有对应的页面，它可能已移走或已删除。",
    ),
)


def language_of(config: Config) -> Language:
    """Return the language that the pages are built in."""
    return next(one for one in LANGUAGES if one.code == config.language)


def catalogs(locales: Path, language: str) -> Path:
    """Return the folder with the catalogs of a language."""
    return locales / language / "LC_MESSAGES"
