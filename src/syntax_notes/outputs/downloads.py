"""The downloads of a note: script, notebook and archive, as they were when it ran.

The notebook holds what the cells printed and plotted. sphinx-gallery's links lead to
them. Where a build is in another language than the notes, who answers the event
``note-translation`` says how their text reads there.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from docutils import nodes
from sphinx import addnodes

from ..adapters.sphinx import set_read_now
from ..adapters.sphinx_gallery import (
    ARCHIVES,
    remove_config_comments,
    split_code_and_text_blocks,
)
from ..event_order import DoctreeRead
from ..kit.zip_files import pack
from ..notes.comment_stripping import strip_comments
from ..notes.note_files import (
    DOWNLOADS,
    Gallery,
    Note,
    galleries,
    gallery_of,
    note_called,
    note_names,
    note_of,
    read_script,
)
from ..notes.titles import call_of, title_of
from ..recordings.recording_files import read_if_sound
from ..running.recorder import SUFFIX
from .cells import blocks_that_ran, images_of_cell
from .notebooks import cells_of, markdown, notebook

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


class Translation(Protocol):
    """How the text of a note reads in the language of the build."""

    def message(self, text: str) -> str:
        """Return the translation of a title, a paragraph or an item."""

    def script(self, source: str) -> str:
        """Return a script with its text translated."""


class _Untranslated:
    """The text of a note as it is."""

    def message(self, text: str) -> str:
        return text

    def script(self, source: str) -> str:
        return source


def translation_of(app: Sphinx, name: str) -> Translation:
    """Return how the text of a note reads in the language of the build."""
    answer: Translation | None = app.emit_firstresult("note-translation", name)
    return answer or _Untranslated()


def download_folder(app: Sphinx, gallery: Gallery) -> Path:
    """Return where the downloads in the language of the build are kept."""
    return gallery.pages / DOWNLOADS / str(app.config.language)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Make the downloads of a note, before Sphinx collects what is to be copied."""
    docname = app.env.current_document.docname
    gallery = gallery_of(app.env, docname)
    if gallery is None:
        return
    note = note_of(app.env, docname)
    if note is not None:
        _make(app, gallery, note, doctree)
    folder = download_folder(app, gallery)
    topic = docname.removeprefix(f"{gallery.folder}/").rpartition("/")[0]
    archives = _archive_names(gallery)
    for link in doctree.findall(addnodes.download_reference):
        name = link["reftarget"].rpartition("/")[2]
        kept = folder / name if name in archives else folder / topic / name
        if name in archives and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(b"")  # Filled when all notes are read.
        if kept.exists():
            link["reftarget"] = f"/{kept.relative_to(app.srcdir).as_posix()}"


def _archive_names(gallery: Gallery) -> dict[str, str]:
    """Return the names of the archives of all notes, with the suffix of their files."""
    last = gallery.folder.rpartition("/")[2]
    return {f"{last}{end}": suffix for end, suffix in ARCHIVES.items()}


def _make(app: Sphinx, gallery: Gallery, note: Note, doctree: nodes.document) -> None:
    device = app.config.notes_device
    recording = read_if_sound(note.script.with_suffix(SUFFIX), device)
    if recording is None:
        return  # The note has failed, and so will the build.
    blocks = split_code_and_text_blocks(note.script)
    ran = [strip_comments(one.content) for one in blocks if one.type == "code"]
    if [cell.code for cell in recording.cells] != [*filter(None, ran)]:
        return  # It is of an earlier run, since the note has failed in this one.
    plots = {
        number: [
            Path(app.srcdir, image).read_text(encoding="utf-8")
            for image in images_of_cell(block)
            if image.endswith(".svg")
        ]
        for number, block in blocks_that_ran(doctree, note.script).items()
    }
    translation = translation_of(app, note.name)

    def title_of(label: str) -> str:
        return _title_of(app, label)

    # What a note tells sphinx-gallery is of no use to readers.
    source = remove_config_comments(read_script(note.script))
    cells = cells_of(blocks, recording, plots, translation.message, title_of)
    made = {
        ".py": translation.script(source),
        ".ipynb": notebook(cells),
        ".md": markdown(cells),
    }
    files = {suffix: content.encode("utf-8") for suffix, content in made.items()}
    packed = {f"{note.script.stem}{end}": files[end] for end in (".py", ".ipynb")}
    files[".zip"] = pack(packed)
    name = note.name.removeprefix(gallery.prefix)
    for suffix, content in files.items():
        path = download_folder(app, gallery) / f"{name}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def _title_of(app: Sphinx, label: str) -> str:
    """Return what the note is about that a label leads to; empty for none."""
    for gallery in galleries(app.config, Path(app.srcdir)):
        name = note_called(gallery, label)
        if name is not None:
            # Not the copy beside its page: that note may not have run yet.
            script = gallery.examples / f"{name.removeprefix(gallery.prefix)}.py"
            title = title_of(script)
            return call_of(translation_of(app, name).message(title))
    return ""


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the archives of all notes."""
    for gallery in galleries(app.config, Path(app.srcdir)):
        folder = download_folder(app, gallery)
        names = note_names(gallery.pages)
        for archive, suffix in _archive_names(gallery).items():
            if not (folder / archive).exists():
                continue
            paths = {f"{name}{suffix}": folder / f"{name}{suffix}" for name in names}
            files = {file: path for file, path in paths.items() if path.exists()}
            if not _is_filled(folder / archive, files):
                content = {file: path.read_bytes() for file, path in files.items()}
                (folder / archive).write_bytes(pack(content))
                # The page that links to it does not depend on what is in it.
                set_read_now(env, f"{gallery.folder}/index")
    return []


def _is_filled(archive: Path, files: dict[str, Path]) -> bool:
    """Tell whether an archive holds some files as they are."""
    newest = max((path.stat().st_mtime_ns for path in files.values()), default=0)
    is_newer = archive.stat().st_size > 0 and newest <= archive.stat().st_mtime_ns
    return is_newer and _names_in(archive) == sorted(files)


def _names_in(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as packed:
        return sorted(packed.namelist())


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Keep Sphinx from reading the Markdown among the downloads as pages."""
    for gallery in galleries(config, Path(app.srcdir)):
        config.exclude_patterns.append(f"{gallery.folder}/{DOWNLOADS}")


def setup_downloads(app: Sphinx) -> None:
    """Register the handlers; the first runs before outputs are laid out."""
    app.add_event("note-translation")
    app.connect("config-inited", on_config_inited)
    app.connect("doctree-read", on_doctree_read, priority=DoctreeRead.DOWNLOADS)
    app.connect("env-updated", on_env_updated)
