"""Write each note as Markdown beside its page, and a list of them, ``llms.txt``.

They are for programs that read. https://llmstxt.org describes the list.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from . import downloads, languages
from .cards import said
from .cells import note_name, note_source
from .sitemap import LIST
from .wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Lead from the page of a note to its twin."""
    if doctree is not None and note_source(app, pagename) is not None:
        twin = f"{pagename.rpartition('/')[2]}.md"
        link = f'<link rel="alternate" type="text/markdown" href="{twin}">'
        context["metatags"] += link


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Copy the twins to the pages and write the list."""
    if exception is not None or app.builder.name != "html":
        return
    here = languages.of_build(app)
    about = _(
        "Study notes on PyTorch syntax. Each is a script that ran; outputs are real."
    )
    lines = [f"# {here.title}", "", f"> {about}", ""]
    topic = ""
    for docname in _in_order(app):
        twin = downloads.folder(app) / f"{note_name(docname)}.md"
        if not twin.exists():
            continue
        folder = docname.rpartition("/")[0]
        if folder != topic:
            topic = folder
            lines += ["", f"## {app.env.titles[f'{folder}/index'].astext()}", ""]
        target = Path(app.outdir, f"{docname}.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(twin, target)
        title, sentence = app.env.titles[docname].astext(), said(app.env)[docname][0]
        lines.append(f"- [{title}]({app.config.html_baseurl}{docname}.md): {sentence}")
    path = Path(app.outdir, LIST)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _in_order(app: Sphinx) -> list[str]:
    """Return the notes topic by topic, as the gallery has them."""
    includes = app.env.toctree_includes
    gallery = f"{app.config.sphinx_gallery_conf['gallery_dirs']}/index"
    return [
        note
        for topic in includes.get(gallery, [])
        for note in includes.get(topic, [])
        if note_source(app, note) is not None
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handlers."""
    app.connect("html-page-context", on_html_page_context)
    app.connect("build-finished", on_build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
