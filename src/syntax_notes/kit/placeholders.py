"""Directives for what can only be made when all notes have been read.

Each leaves a placeholder on its page. When what it is made of has changed since the
last build, the page is written again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .build_changes import ChangedValues
from .page_values import PageValues

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Content(NamedTuple):
    """What a directive stands for.

    Attributes
    ----------
    make : callable
        Given the build and the name of the page, returns what is shown there.
    made_of : callable
        Given the environment, returns what that depends on: a value of its own that can
        be pickled and compared.
    """

    make: Callable[[Sphinx, str], nodes.Node]
    made_of: Callable[[BuildEnvironment], object]


class placeholder(nodes.General, nodes.Element):
    """Stands for content; ``of`` is the name of its directive."""


class Placeholder(SphinxDirective):
    """Put the content here."""

    def run(self) -> list[nodes.Node]:
        """Leave a place, and remember the page."""
        depend(self.env, self.name)
        return [placeholder(of=self.name)]


def depend(env: BuildEnvironment, name: str) -> None:
    """Have the page that is read written again when what a directive shows changes."""
    pages(env).setdefault(env.current_document.docname, []).append(name)


# The directives of each page.
pages: PageValues[list[str]] = PageValues("placeholder_pages")
contents: dict[str, Content] = {}
made_of: ChangedValues[object] = ChangedValues("placeholders_made_of")


def add(
    app: Sphinx,
    name: str,
    make: Callable[[Sphinx, str], nodes.Node],
    made_of: Callable[[BuildEnvironment], object],
) -> None:
    """Register a directive, as :class:`Content` describes it."""
    contents[name] = Content(make, made_of)
    app.add_directive(name, Placeholder)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write pages again on which something has changed."""
    now = {name: content.made_of(env) for name, content in contents.items()}
    changed = made_of.changed(env, now)
    return sorted(page for page, names in pages(env).items() if changed & set(names))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the contents in their places."""
    for place in list(doctree.findall(placeholder)):
        place.replace_self(contents[place["of"]].make(app, docname))


def setup_placeholders(app: Sphinx) -> None:
    """Register the node and the handlers."""
    app.add_node(placeholder)
    pages.connect(app)
    app.connect("env-updated", on_env_updated)
    app.connect("doctree-resolved", on_doctree_resolved)
