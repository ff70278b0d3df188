"""Parts of a page that fold, and the line that says what the build knows of a note.

All of it is ``<details>``, which needs no JavaScript; a script adds the switch that
folds every output of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..event_order import HtmlPageContext
from ..wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


# What a writer does at the begin and at the end of a node.
Visitors = tuple[Callable[..., None], Callable[..., None]]


class fold(nodes.General, nodes.Element):
    """A part of the page that folds.

    ``summary`` is its label, ``aside`` a quiet remark behind it, ``open`` its state;
    ``releases`` are those whose output it holds, and ``remark`` is what a script says
    of it to a reader who has one of them.
    """


class note_facts(nodes.paragraph):
    """What the build knows of a note; a script adds a button and needs its words."""


def visit_note_facts(self: HTML5Translator, node: note_facts) -> None:
    """Hand the words of the button to the script."""
    predict, hint = _("Predict first"), _("Fold every output until you ask for it")
    self.body.append(
        f'<p class="{" ".join(node["classes"])}" data-predict="{escape(predict)}" '
        f'data-hint="{escape(hint)}">'
    )


def depart_note_facts(self: HTML5Translator, node: note_facts) -> None:
    """Close the paragraph."""
    self.body.append("</p>\n")


def visit_fold(self: HTML5Translator, node: fold) -> None:
    """Open ``<details>``."""
    state = " open" if node["open"] else ""
    classes = escape(" ".join(node["classes"]))
    aside = node.get("aside", "")
    remark = f' <span class="aside">{escape(aside)}</span>' if aside else ""
    releases = node.get("releases", "")
    data = f' data-releases="{escape(releases)}"' if releases else ""
    if releases and (told := node.get("remark", "")):
        data += f' data-remark="{escape(told)}"'
    self.body.append(
        f'<details class="{classes}"{data}{state}>'
        f"<summary>{escape(node['summary'])}{remark}</summary>\n"
    )


def depart_fold(self: HTML5Translator, node: fold) -> None:
    """Close ``<details>``."""
    self.body.append("</details>\n")


def pass_fold(self: Any, node: fold) -> None:
    """Show what is folded, for writers that cannot fold."""


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the switch on pages that have something to fold."""
    if doctree is not None and next(doctree.findall(fold), None) is not None:
        app.add_js_file("predict-first.js", loading_method="defer")


def add_node_of_pages(app: Sphinx, node: type[nodes.Element], html: Visitors) -> None:
    """Register a node that is special in HTML; other writers show what is in it."""
    app.add_node(
        node, html=html, latex=(pass_fold, pass_fold), text=(pass_fold, pass_fold)
    )


def setup_folds(app: Sphinx) -> None:
    """Register the nodes and the handler."""
    add_node_of_pages(app, fold, (visit_fold, depart_fold))
    add_node_of_pages(app, note_facts, (visit_note_facts, depart_note_facts))
    app.connect(
        "html-page-context", on_html_page_context, priority=HtmlPageContext.FOLDS
    )
