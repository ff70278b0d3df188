"""Write each note as Markdown beside its page, and a list of them, ``llms.txt``.

They are for programs that read. https://llmstxt.org describes the list.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..event_order import HtmlPageContext
from ..languages import language_of
from ..notes.note_files import gallery_of, note_of
from ..notes.reading_order import in_reading_order
from ..outputs.download_files import download_folder
from ..page.cards import summaries
from ..wording import _
from .root_files import LIST

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Lead from the page of a note to its twin."""
    if doctree is not None and note_of(app.env, pagename) is not None:
        twin = f"{pagename.rpartition('/')[2]}.md"
        link = f'<link rel="alternate" type="text/markdown" href="{twin}">'
        context["metatags"] += link


def _twin(app: Sphinx, docname: str) -> Path | None:
    """Return where the twin of a page is kept, if the page is in a gallery."""
    gallery = gallery_of(app.env, docname)
    if gallery is None:
        return None
    name = docname.removeprefix(f"{gallery.folder}/")
    return download_folder(app, gallery) / f"{name}.md"


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Read the notes again whose twins are missing: no page depends on these."""
    twins = {docname: _twin(app, docname) for docname in in_reading_order(env)}
    return [one for one, twin in twins.items() if twin and not twin.exists()]


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Copy the twins to the pages and write the list."""
    if exception is not None or app.builder.name != "html":
        return
    here = language_of(app.config)
    about = _(
        "Study notes on PyTorch syntax. Each is a script that ran; outputs are real."
    )
    lines = [f"# {here.title}", "", f"> {about}", ""]
    topic = ""
    for docname in in_reading_order(app.env):
        twin = _twin(app, docname)
        if twin is None or not twin.exists():
            continue
        folder = docname.rpartition("/")[0]
        if folder != topic:
            topic = folder
            lines += ["", f"## {app.env.titles[f'{folder}/index'].astext()}", ""]
        target = Path(app.outdir, f"{docname}.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(twin, target)
        title, sentence = (
            app.env.titles[docname].astext(),
            summaries(app.env)[docname][0],
        )
        lines.append(f"- [{title}]({app.config.html_baseurl}{docname}.md): {sentence}")
    path = Path(app.outdir, LIST)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def setup_markdown_twins(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect(
        "html-page-context",
        on_html_page_context,
        priority=HtmlPageContext.MARKDOWN_TWINS,
    )
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("build-finished", on_build_finished)
