"""Lead from each page to its source, and from a note to Colab.

``notes_repository`` in conf.py says where the project is on GitHub; without it there
are no such links. The hosted site is its branch ``gh-pages``, which Colab reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from . import languages
from .cells import note_name, note_source
from .note_strip import DOWNLOADS_CLASS
from .wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

GITHUB = "https://github.com"
COLAB = "https://colab.research.google.com/github"
SITE_BRANCH = "gh-pages"


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the link to Colab behind the downloads of a note."""
    repository = app.config.notes_repository
    if not repository or note_source(app, docname) is None:
        return
    folder = languages.of_build(app).folder
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
    if note_source(app, pagename) is not None:
        source = f"examples/{note_name(pagename)}.py"
    elif pagename.startswith(app.config.sphinx_gallery_conf["gallery_dirs"]):
        topic = pagename.split("/")[1:-1]
        source = "/".join(["examples", *topic, "GALLERY_HEADER.rst"])
    else:
        source = f"docs/{Path(app.env.doc2path(pagename)).name}"
    context["theme_source_edit_link"] = f"{GITHUB}/{repository}/edit/main/{source}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and the handlers."""
    app.add_config_value("notes_repository", "", "html", types=str)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("html-page-context", on_html_page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
