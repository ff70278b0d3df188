"""The tree of pages in the sidebar, which costs a page the same on a site of any size.

A small site shows all of its pages. In a large one a page shows the branch that it is
in, and of a long list only the part around itself. Furo has Sphinx lay out every page
of the site for every page of the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..event_order import HtmlPageContext
from ..kit.build_changes import LastBuild
from ..page.untranslated import lang_of
from ..wording import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# So many pages are shown whole; beyond that so many of one list.
WHOLE = 48
MOST = 16


class Entry(NamedTuple):
    """A page in the tree.

    Attributes
    ----------
    title : str
        Its title.
    page : str
        Its name.
    open : bool
        Whether the page that shows the tree is this one or below it.
    current : bool
        Whether it is this one.
    lang : str
        An attribute that says what language the title is in, if it is another.
    children : tuple of Entry
        What is shown below it.
    """

    title: str
    page: str
    open: bool = False
    current: bool = False
    lang: str = ""
    children: tuple[Entry, ...] = ()


class Tree:
    """The pages of a site.

    Parameters
    ----------
    below : dict of str to list of str
        The pages below each page, in order.
    titles : dict of str to str
        The title of each page.
    root : str
        The page that all others are below.
    langs : dict of str to str
        An attribute for each title that is in another language.
    """

    def __init__(
        self,
        below: dict[str, list[str]],
        titles: dict[str, str],
        root: str,
        langs: dict[str, str],
    ) -> None:
        self.below = below
        self.titles = titles
        self.langs = langs
        self.root = root
        self.above = {page: above for above, pages in below.items() for page in pages}

    def around(self, page: str) -> tuple[Entry, ...]:
        """Return what a page shows of the tree."""
        path = {page}
        above = self.above.get(page)
        while above is not None and above not in path:
            path.add(above)
            above = self.above.get(above)
        return self._entries(self.root, page, path)

    def _entries(self, above: str, page: str, path: set[str]) -> tuple[Entry, ...]:
        pages = [one for one in self.below.get(above, []) if one in self.titles]
        shown = pages
        if len(self.titles) > WHOLE and len(pages) > MOST:
            at = next((n for n, one in enumerate(pages) if one in path), 0)
            first = max(0, min(at - MOST // 2, len(pages) - MOST))
            shown = pages[first : first + MOST]
        entries = [self._entry(one, page, path) for one in shown]
        if len(shown) < len(pages):
            words = _("All {count} of them").format(count=len(pages))
            entries.append(Entry(words, above))
        return tuple(entries)

    def _entry(self, one: str, page: str, path: set[str]) -> Entry:
        inside = one in path
        whole = len(self.titles) <= WHOLE
        children = self._entries(one, page, path) if inside or whole else ()
        lang = self.langs.get(one, "")
        return Entry(self.titles[one], one, inside, one == page, lang, children)


Pages = tuple[dict[str, list[str]], dict[str, str], dict[str, str]]
tree_before: LastBuild[Pages] = LastBuild("tree_before")


def tree_of(env: BuildEnvironment) -> Tree:
    """Return the pages that were read."""
    titles = {page: title.astext() for page, title in env.titles.items()}
    langs = {page: lang for page in titles if (lang := lang_of(env, page))}
    return Tree(dict(env.toctree_includes), titles, env.config.root_doc, langs)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the pages again whose part of the tree has changed."""
    tree = tree_of(env)
    app.site_tree = tree  # type: ignore[attr-defined]
    now = (tree.below, tree.titles, tree.langs)
    before = tree_before.exchange(env, now)
    if before is None or now == before:
        return []
    below, titles, langs = before
    old = Tree(below, titles, tree.root, langs)
    return [page for page in tree.titles if tree.around(page) != old.around(page)]


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Hand the page its part of the tree, and have furo lay out nothing."""
    context["toctree"] = lambda **kwargs: ""
    context["site_tree"] = app.site_tree.around(pagename)  # type: ignore[attr-defined]


def setup_navigation(app: Sphinx) -> None:
    """Register the handlers; furo's own comes later."""
    app.connect("env-updated", on_env_updated)
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.NAVIGATION
    )
