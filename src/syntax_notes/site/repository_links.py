"""Lead from each page to its source, and from a note to Colab.

``notes_repository`` in conf.py says where the project is on GitHub; without it there
are no such links. The hosted site is its branch ``gh-pages``, which Colab reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from ..adapters.furo import EDIT_LINK
from ..languages import language_of
from ..notes.note_files import gallery_of, note_of
from ..page.note_strip import DOWNLOADS_CLASS
from ..wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

GITHUB = "https://github.com"
COLAB = "https://colab.research.google.com/github"
SITE_BRANCH = "gh-pages"


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the link to Colab behind the downloads of a note."""
    repository = app.config.notes_repository
    if not repository or note_of(app.env, docname) is None:
        return
    folder = language_of(app.config).folder
    for line in doctree.findall(nodes.paragraph):
        if DOWNLOADS_CLASS not in line["classes"]:
            continue
        for link in line.findall(addnodes.download_reference):
            if link["filename"].endswith(".ipynb"):
                path = f"{folder}/_downloads/{link['filename']}"
                line += nodes.Text(" · ")
                line += nodes.reference(
                    "",
                    _("Open in Colab"),
                    refuri=f"{COLAB}/{repository}/blob/{SITE_BRANCH}/{path}",
                )
                return


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Have the theme's button lead to the source of the page."""
    repository = app.config.notes_repository
    if not repository or doctree is None:
        return
    note = note_of(app.env, pagename)
    gallery = gallery_of(app.env, pagename)
    if note is not None:
        source = f"examples/{note.name}.py"
    elif gallery is not None:
        topic = pagename.removeprefix(f"{gallery.folder}/").split("/")[:-1]
        source = "/".join(["examples", *topic, "GALLERY_HEADER.rst"])
    else:
        source = f"docs/{Path(app.env.doc2path(pagename)).name}"
    context[f"theme_{EDIT_LINK}"] = f"{GITHUB}/{repository}/edit/main/{source}"


def setup_repository_links(app: Sphinx) -> None:
    """Register the setting and the handlers."""
    app.add_config_value("notes_repository", "", "html", types=str)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("html-page-context", on_html_page_context)
