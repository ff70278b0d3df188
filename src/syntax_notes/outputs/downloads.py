"""The downloads of a note: script, notebook and archive, as they were when it ran.

The notebook holds what the page says and what the cells printed and plotted, so it is
made when the page is written. sphinx-gallery's links lead to the downloads. Where a
build is in another language than the notes, who answers the event ``note-translation``
says how the text of their scripts reads there.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from ..adapters.sphinx import messages_of
from ..adapters.sphinx_gallery import (
    ARCHIVES,
    IMAGE,
    remove_config_comments,
)
from ..backend import backend_of
from ..event_order import DoctreeRead
from ..kit.page_values import PageValues
from ..kit.zip_files import pack
from ..notes.code_cells import blocks_of, code_that_runs
from ..notes.note_files import (
    DOWNLOADS,
    Gallery,
    Note,
    galleries,
    gallery_of,
    note_names,
    note_of,
    read_script,
)
from ..notes.translated_script import translate_script
from ..recordings.recording_files import read_if_sound
from ..running.recorder import SUFFIX
from ..wording import _
from .cells import blocks_that_ran, images_of_cell, nodes_of_cell
from .download_files import copy_download, download_folder, write_download
from .html_value import html_in
from .notebooks import PICTURES, NoteCells, Shown, Text
from .page_prose import PagePlaces, blocks_of_page, write_block

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ..recordings.recording import Recording

# What each cell shows beside what it printed, by page.
shown_of: PageValues[dict[int, Shown]] = PageValues("note_shown")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Lead to the downloads, before Sphinx collects what is to be copied."""
    docname = app.env.current_document.docname
    gallery = gallery_of(app.env, docname)
    if gallery is None:
        return
    note = note_of(app.env, docname)
    if note is not None and _recording(app, note) is None:
        note = None  # It has failed, and so will the build.
    folder = download_folder(app, gallery)
    topic = docname.removeprefix(f"{gallery.folder}/").rpartition("/")[0]
    archives = _archive_names(gallery)
    for link in doctree.findall(addnodes.download_reference):
        name = link["reftarget"].rpartition("/")[2]
        kept = folder / name if name in archives else folder / topic / name
        ours = name in archives or (
            note is not None and Path(name).stem == note.script.stem
        )
        if ours and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(b"")  # Filled when the page is written.
        if kept.exists():
            link["reftarget"] = f"/{kept.relative_to(app.srcdir).as_posix()}"
    if note is not None:
        shown_of(app.env)[docname] = {
            number: _shown(app, note, block)
            for number, block in blocks_that_ran(doctree, note.script).items()
        }
        script = _script(app, note, doctree)
        write_download(_path(app, gallery, note, ".py"), script.encode("utf-8"))


def on_downloads_collected(app: Sphinx, doctree: nodes.document) -> None:
    """Have no page depend on what is in its downloads: they are made from it."""
    docname = app.env.current_document.docname
    gallery = gallery_of(app.env, docname)
    if gallery is not None:
        folder = download_folder(app, gallery)
        files = app.env.dependencies[docname]
        files -= {
            file for file in files if Path(app.srcdir, file).is_relative_to(folder)
        }


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Read a page again whose downloads are missing."""
    missing = (
        docnames
        for path, (docnames, _) in env.dlfiles.items()
        if not Path(env.srcdir, path).exists()
    )
    return sorted(set().union(*missing) & env.found_docs)


def _shown(app: Sphinx, note: Note, block: nodes.literal_block) -> Shown:
    """Return what a cell shows beside what it printed."""
    begins = IMAGE.format(note=note.script.stem, number="")
    paths = [Path(app.srcdir, image) for image in images_of_cell(block)]
    plots = [
        path
        for path in paths
        if path.name.startswith(begins) and path.suffix in PICTURES
    ]
    return Shown(plots, html_in(nodes_of_cell(block)))


def _archive_names(gallery: Gallery) -> dict[str, str]:
    """Return the names of the archives of all notes, with the suffix of their files."""
    last = gallery.folder.rpartition("/")[2]
    return {f"{last}{end}": suffix for end, suffix in ARCHIVES.items()}


def _path(app: Sphinx, gallery: Gallery, note: Note, suffix: str) -> Path:
    name = note.name.removeprefix(gallery.prefix)
    return download_folder(app, gallery) / f"{name}{suffix}"


def _recording(app: Sphinx, note: Note) -> Recording | None:
    """Return what a note printed; None if it has failed."""
    device = app.config.notes_device
    recording = read_if_sound(note.script.with_suffix(SUFFIX), device)
    if recording is None:
        return None
    # It may be of an earlier run, since the note has failed in this one.
    is_of_this = [cell.code for cell in recording.cells] == code_that_runs(note.script)
    return recording if is_of_this else None


def _script(app: Sphinx, note: Note, doctree: nodes.document) -> str:
    """Return the script of a note in the language of the build."""
    source = read_script(note.script)
    translate: Callable[[str], str] | None = app.emit_firstresult(
        "note-translation", note.name
    )
    if translate is not None:
        blocks = blocks_of(note.script)
        starts = [block.lineno if block.type == "text" else 0 for block in blocks]
        said = [
            [message for node in block for message in messages_of(node)]
            for block in blocks_of_page(doctree, blocks)
        ]
        source = translate_script(source, starts, said, translate)
    # What a note tells sphinx-gallery is of no use to readers.
    return remove_config_comments(source)


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make the notebook of a note, and its Markdown, when its page is written."""
    if doctree is None or not _offers_downloads(app.builder):
        return
    if app.builder.name != "singlehtml":
        make_notebook(app, pagename, doctree)
        return
    # All pages are written as one, and nobody is asked for more pages.
    for docname in shown_of(app.env):
        page = app.env.get_and_resolve_doctree(
            docname, app.builder, tags=app.builder.tags
        )
        make_notebook(app, docname, page)
    make_archives(app)


def _offers_downloads(builder: Builder) -> bool:
    """Tell whether a builder copies downloads; that of books does not."""
    return bool(getattr(builder, "download_support", False))


def make_notebook(app: Sphinx, docname: str, doctree: nodes.document) -> None:
    """Make the notebook of a note, its Markdown and the archive of its files.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        The builder copies what is to be downloaded.
    docname : str
        A page; one that is no note has no notebook.
    doctree : docutils.nodes.document
        The page, with references resolved.
    """
    gallery, note = gallery_of(app.env, docname), note_of(app.env, docname)
    if gallery is None or note is None:
        return
    recording = _recording(app, note)
    if recording is None or docname not in shown_of(app.env):
        return
    blocks = blocks_of(note.script)
    texts = {}
    places = PagePlaces(app, docname)
    pairs = zip(blocks, blocks_of_page(doctree, blocks), strict=True)
    for number, (block, said) in enumerate(pairs):
        if block.type == "text":
            texts[number] = Text(*write_block(said, places), places.attachments(said))
    cells = NoteCells(blocks, texts, recording, shown_of(app.env)[docname])
    # A page has the outputs of other releases as well.
    backend = backend_of(app.config)
    release = recording.environment.release(backend.subject)
    ran = _("The outputs are those of {version}.").format(
        version=f"{backend.title} {release}"
    )
    made = {".ipynb": cells.notebook(), ".md": f"{cells.markdown()}\n{ran}\n"}
    files = {suffix: content.encode("utf-8") for suffix, content in made.items()}
    files[".py"] = _path(app, gallery, note, ".py").read_bytes()
    packed = {f"{note.script.stem}{end}": files[end] for end in (".py", ".ipynb")}
    files[".zip"] = pack(packed)
    for suffix, content in files.items():
        path = _path(app, gallery, note, suffix)
        write_download(path, content)
        copy_download(app, path)


def on_html_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Make the archives of all notes, when the pages are written."""
    if _offers_downloads(app.builder):
        make_archives(app)
    return []


def make_archives(app: Sphinx) -> None:
    """Make the archives of all scripts and of all notebooks."""
    for gallery in galleries(app.config, Path(app.srcdir)):
        folder = download_folder(app, gallery)
        names = note_names(gallery.pages)
        for archive, suffix in _archive_names(gallery).items():
            path = folder / archive
            if not path.exists():
                continue
            files = {f"{name}{suffix}": folder / f"{name}{suffix}" for name in names}
            content = {
                file: made.read_bytes() for file, made in files.items() if made.exists()
            }
            if not _is_filled(path, content):
                write_download(path, pack(content))
            copy_download(app, path)


def _is_filled(archive: Path, files: dict[str, bytes]) -> bool:
    """Tell whether an archive holds some files as they are."""
    if not zipfile.is_zipfile(archive):
        return False
    with zipfile.ZipFile(archive) as packed:
        sums = {info.filename: info.CRC for info in packed.infolist()}
    return sums == {name: zlib.crc32(content) for name, content in files.items()}


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Keep Sphinx from reading the Markdown among the downloads as pages."""
    for gallery in galleries(config, Path(app.srcdir)):
        config.exclude_patterns.append(f"{gallery.folder}/{DOWNLOADS}")


def setup_downloads(app: Sphinx) -> None:
    """Register the handlers; the first runs before outputs are laid out."""
    app.add_event("note-translation")
    shown_of.connect(app)
    app.connect("config-inited", on_config_inited)
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.DOWNLOADS)
    app.connect("doctree-read", on_downloads_collected)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("html-page-context", on_html_page_context)
    app.connect("html-collect-pages", on_html_collect_pages)
