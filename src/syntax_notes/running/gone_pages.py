"""What a build of pages wrote for notes, and for other pages, that are gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..event_order import EnvUpdated
from ..folders import list_files
from ..kit.output_folder import others, remove
from ..notes.note_files import galleries

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Remove the pages of sources that are gone; Sphinx keeps them."""
    for docname in removed:
        Path(app.outdir, app.builder.get_target_uri(docname)).unlink(missing_ok=True)
    return []


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove what no page of a gallery has, and what Sphinx does not know of."""
    if app.builder.format != "html":
        return []
    for gallery in galleries(app.config, Path(app.srcdir)):
        pages = Path(app.outdir, gallery.folder)
        suffix = app.builder.out_suffix  # type: ignore[attr-defined]
        remove([path for path in others(app, pages) if path.endswith(suffix)], pages)
    downloads = {Path("_downloads", path) for _, path in env.dlfiles.values()}
    pictures = {name for _, name in env.images.values()}
    pictures = pictures.union(*app.emit("pictures-drawn"))
    images = {Path(app.builder.imagedir, name) for name in pictures}
    for folder in ("_downloads", app.builder.imagedir or "_images"):
        for name, path in list_files(Path(app.outdir, folder)).items():
            if Path(folder, name) not in downloads | images:
                Path(path).unlink()
    return []


def setup_gone_pages(app: Sphinx) -> None:
    """Register the handlers."""
    # Who writes pictures that no page names answers with their file names.
    app.add_event("pictures-drawn")
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-updated", on_env_updated, priority=EnvUpdated.REMOVE_FILES)
