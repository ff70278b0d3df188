"""Let "next" and "previous" of a note follow the path in ``start.md``."""

from __future__ import annotations

from html import escape
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from ..kit.build_changes import LastBuild
from ..kit.page_values import PageValues
from ..page.untranslated import lang_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PAGE = "start"
# The pages that a page leads through.
paths: PageValues[list[str]] = PageValues("note_paths")
# For each page of the path, the pages around it and their titles.
neighbors_before: LastBuild[dict[str, list[list[str]]]] = LastBuild("note_path_before")


def path_of(env: BuildEnvironment) -> list[str]:
    """Return the pages of the path, in order."""
    return paths(env).get(PAGE, [])


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Remember where the items of the page lead."""
    if app.env.current_document.docname != PAGE:
        return
    items = doctree.findall(nodes.list_item)
    links = (next(item.findall(addnodes.pending_xref), None) for item in items)
    paths(app.env)[PAGE] = [
        normpath(join("/", link["reftarget"]))[1:] for link in links if link is not None
    ]


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the notes again whose neighbors on the path, or their titles, changed."""
    path = path_of(env)
    titles = [env.titles[page].astext() if page in env.titles else "" for page in path]
    now = {
        page: [path[max(0, at - 1) : at + 2], titles[max(0, at - 1) : at + 2]]
        for at, page in enumerate(path)
    }
    before = neighbors_before.exchange(env, now) or {}
    return [
        page
        for page in now.keys() | before.keys()
        if now.get(page) != before.get(page) and page in env.titles
    ]


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Hand the theme the neighbors on the path; before the first one is the path."""
    path = [page for page in path_of(app.env) if page in app.env.titles]
    if pagename not in path:
        return
    at = path.index(pagename)
    before, after = (path[at - 1] if at else PAGE), path[at + 1 : at + 2]
    context["prev"] = _link(app, pagename, before)
    context["next"] = _link(app, pagename, after[0]) if after else None


def _link(app: Sphinx, pagename: str, target: str) -> dict[str, str]:
    title = escape(app.env.titles[target].astext())
    lang = lang_of(app.env, target)
    return {
        "link": app.builder.get_relative_uri(pagename, target),
        "title": f"<span{lang}>{title}</span>" if lang else title,
    }


def setup_learning_path(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("doctree-read", on_doctree_read)
    paths.connect(app)
    app.connect("env-updated", on_env_updated)
    app.connect("html-page-context", on_html_page_context)
