"""The languages of the site, and the links from each page to itself in the others."""

from __future__ import annotations

from posixpath import relpath
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


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
    """

    code: str
    folder: str
    tag: str
    name: str
    title: str
    rights: str


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
    ),
    Language(
        code="zh_CN",
        folder="zh-cn",
        tag="zh-CN",
        name="简体中文",
        title="深度学习基础语法",
        rights="《深度学习基础语法》的作者。代码：BSD-3-Clause；文字：CC BY 4.0",
    ),
)


def of_build(app: Sphinx) -> Language:
    """Return the language that the pages are built in."""
    return next(one for one in LANGUAGES if one.code == app.config.language)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Hand the page its own address in each language."""
    here = of_build(app)
    page = app.builder.get_target_uri(pagename)
    folder = f"{here.folder}/{page}".rpartition("/")[0]
    # The parent of the folders of all languages, if the address of the site is known.
    site = app.config.html_baseurl.removesuffix(f"{here.folder}/")
    context["languages"] = [
        {
            "tag": language.tag,
            "name": language.name,
            "href": relpath(f"{language.folder}/{page}", folder),
            "url": f"{site}{language.folder}/{page}" if site else "",
            "current": language is here,
        }
        for language in LANGUAGES
    ]
    context["language"] = here.tag
    app.add_js_file("language.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handler."""
    app.connect("html-page-context", on_html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
