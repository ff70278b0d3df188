"""English on the pages of another language: marked, counted, and never in the way.

What has no translation is shown in English. The element that holds it says so, for
screen readers and browsers, wherever it stands: on its page, in its contents, on cards
and in links. The build remarks how much of each page it is.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from .. import atomic
from ..adapters.sphinx import translated_messages
from ..event_order import DoctreeResolved, HtmlPageContext, Transform
from ..kit.page_values import PageValues
from ..languages import LANGUAGES
from ..marks import UNTRANSLATED

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SOURCE = LANGUAGES[0]
# docutils makes it an attribute: lang="en".
CLASS = f"language-{SOURCE.tag}"


class Untranslated(NamedTuple):
    """What of a page is in English.

    Attributes
    ----------
    messages : int
        How many headings, paragraphs, items and so on, each counted once.
    title : bool
        Whether its title is.
    sentence : bool
        Whether the sentence below its title is.
    headings : tuple of str
        The anchors of the other headings that are.
    """

    messages: int = 0
    title: bool = False
    sentence: bool = False
    headings: tuple[str, ...] = ()


# What of each page is in English, in the build of another language.
untranslated: PageValues[Untranslated] = PageValues("untranslated_pages")


class MarkUntranslated(SphinxTransform):
    """Mark what was not translated, once Sphinx has translated a page."""

    default_priority = Transform.UNTRANSLATED

    def apply(self, **kwargs: Any) -> None:
        """Mark and count it."""
        if self.config.language == SOURCE.code:
            return
        page = self.env.current_document.docname
        known = translated_messages(self.env, page)
        missing: dict[str, list[nodes.Element]] = {}
        for node, message in extract_messages(self.document):
            if not _is_translated(node, message, known):
                missing.setdefault(message, []).append(node)
        if not missing:
            return
        found = [node for some in missing.values() for node in some]
        for node in found:
            if not isinstance(node, nodes.meta):
                node["classes"].append(CLASS)
        title = self.document.next_node(nodes.title)
        below = title.next_node(siblings=True, descend=False) if title else None
        untranslated(self.env)[page] = Untranslated(
            len(missing),
            any(node is title for node in found),
            any(node is below for node in found),
            tuple(
                node.parent["ids"][0]
                for node in found
                if isinstance(node, nodes.title)
                and node is not title
                and isinstance(node.parent, nodes.section)
            ),
        )


def _is_translated(node: nodes.Element, message: str, known: dict[str, str]) -> bool:
    if isinstance(node, addnodes.translatable):
        return True  # A list of pages, whose titles are those of the pages.
    if isinstance(node, nodes.image):
        return message in known.values()
    return bool(known.get(message, "").strip())


def in_source(env: BuildEnvironment, page: str) -> bool:
    """Tell whether the title of a page is in English, on a site that is not."""
    return untranslated(env).get(page, Untranslated()).title


def lang_of(env: BuildEnvironment, page: str) -> str:
    """Return what an element that shows the title of a page needs, or nothing."""
    return f' lang="{SOURCE.tag}"' if in_source(env, page) else ""


def classes_of(env: BuildEnvironment, page: str) -> list[str]:
    """Return the classes of a node that shows the title of a page."""
    return [CLASS] if in_source(env, page) else []


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remember the titles that are in English, as pages show them."""
    app.untranslated_titles = {  # type: ignore[attr-defined]
        escape(env.titles[page].astext())
        for page, found in untranslated(env).items()
        if found.title and page in env.titles
    }
    return []


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark links that show a title which is in English."""
    titles: set[str] = app.untranslated_titles  # type: ignore[attr-defined]
    for link in doctree.findall(nodes.reference) if titles else ():
        if escape(link.astext()) in titles and CLASS not in link["classes"]:
            link["classes"].append(CLASS)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Mark English titles in the contents of a page, and in what stands around it."""
    if app.config.language == SOURCE.code:
        return
    here = untranslated(app.env).get(pagename, Untranslated())
    anchors = [*here.headings, ""] if here.title else here.headings
    for anchor in anchors:
        link = f'href="#{escape(anchor)}"'
        context["toc"] = context.get("toc", "").replace(
            link, f'{link} lang="{SOURCE.tag}"'
        )
    titles: set[str] = app.untranslated_titles  # type: ignore[attr-defined]
    around = [context.get("prev"), context.get("next"), *context.get("parents", [])]
    for link in filter(None, around):
        if re.sub("<[^>]*>", "", link["title"]) in titles:
            link["title"] = f'<span lang="{SOURCE.tag}">{link["title"]}</span>'


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Leave the counts for who remarks on them."""
    if app.config.language != SOURCE.code and exception is None:
        counts = {page: one.messages for page, one in untranslated(app.env).items()}
        text = json.dumps(counts, indent=1, sort_keys=True)
        atomic.write(Path(app.doctreedir, UNTRANSLATED), text)


def setup_untranslated(app: Sphinx) -> None:
    """Register the transform and the handlers."""
    app.add_transform(MarkUntranslated)
    untranslated.connect(app)
    app.connect("env-updated", on_env_updated)
    app.connect(
        "doctree-resolved", on_doctree_resolved, priority=DoctreeResolved.UNTRANSLATED
    )
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.UNTRANSLATED
    )
    app.connect("build-finished", on_build_finished)
