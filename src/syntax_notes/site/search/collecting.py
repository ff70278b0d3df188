"""Collect what the pages of a build say, and write the index when it has changed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ...event_order import DoctreeResolved
from ...folders import list_files
from .index_files import FOLDER, to_json, write
from .page_texts import collect_text
from .weights import count

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

HERE = Path(__file__).parent


def _kept_text(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir, f"{docname}.search.json")


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Write the pages again of which nothing is kept."""
    if app.builder.name != "html":
        return []
    return [one for one in env.found_docs if not _kept_text(app, one).exists()]


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep what a page says."""
    if app.builder.name != "html":
        return
    path = _kept_text(app, docname)
    path.parent.mkdir(parents=True, exist_ok=True)
    page = collect_text(app, docname, doctree)
    path.write_text(to_json({"page": page, "counts": count(page)}), encoding="utf-8")


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the index, if a page came, went or changed."""
    if exception is not None or app.builder.name != "html":
        return
    paths = [_kept_text(app, docname) for docname in sorted(app.env.found_docs)]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.exists()]
    written = Path(app.doctreedir, "search.json")
    folder = Path(app.outdir, FOLDER)

    def as_written() -> str:
        files = to_json(sorted(list_files(folder)))
        code = app.config.search_code
        return f'{{"code":"{code}","files":{files},"kept":[{",".join(texts)}]}}'

    if written.exists():
        if written.read_text(encoding="utf-8") == as_written():
            return
        written.unlink()
    kept = [json.loads(text) for text in texts]
    write([one["page"] for one in kept], [one["counts"] for one in kept], folder)
    written.write_text(as_written(), encoding="utf-8")


def setup_collecting(app: Sphinx) -> None:
    """Register the handlers; pages are complete when others are done."""
    code = b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py")))
    # Pages are written again, and looked through, when the rules have changed.
    app.add_config_value("search_code", sha256(code).hexdigest(), "html", types=str)
    app.connect(
        "doctree-resolved", on_doctree_resolved, priority=DoctreeResolved.SEARCH
    )
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("build-finished", on_build_finished)
