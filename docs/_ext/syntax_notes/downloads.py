"""The downloads of a note, in the language of the page: script, notebook and archive.

The text comes from the catalog of the page, the code is that of the note, and the
notebook holds what the cells printed and plotted. sphinx-gallery's links lead to them.
"""

from __future__ import annotations

import ast
import functools
import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.pofile import read_po
from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx_gallery.py_source_parser import (
    Block,
    remove_config_comments,
    split_code_and_text_blocks,
)

from . import gallery, recordings
from .cells import blocks_that_ran, nodes_of_cell, note_name, note_source
from .note_text import as_markdown, as_source, translated
from .recorder import SUFFIX
from .wording import LOCALES, call_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from .recordings import Recording

WIDTH = 88
# An archive says when each file was changed; so that it changes with its files only:
NO_DATE = (1980, 1, 1, 0, 0, 0)
ARCHIVES = {"notes_python.zip": ".py", "notes_jupyter.zip": ".ipynb"}

Translate = Callable[[str], str]


def translator(language: str, note: str) -> Translate:
    """Return what translates the messages of a note.

    Raises
    ------
    sphinx.errors.ExtensionError
        When a message is translated that the catalog does not have.
    """
    path = LOCALES / language / "LC_MESSAGES" / "notes" / f"{note}.po"
    if language == "en" or not path.exists():
        return lambda message: message
    known = _translations(path, path.stat().st_mtime_ns)

    def translate(message: str) -> str:
        if message not in known:
            raise ExtensionError(
                f"{path.name} has no translation of {message[:70]!r}; run "
                "`nox -s gettext`, and translate it"
            )
        return known[message]

    return translate


@functools.lru_cache(maxsize=1024)
def _translations(path: Path, changed: int) -> dict[str, str]:
    """Read a catalog, which its own note and those that link to it ask for."""
    with path.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream) if m.string}


def script(source: str, translate: Translate) -> str:
    """Return a note with its prose translated; the code stays as it is."""
    docstring = ast.parse(source).body[0]
    end = docstring.end_lineno or 0
    text = ast.get_docstring(ast.parse(source)) or ""
    head = as_source(translated(text, translate), WIDTH)
    lines = ['"""', *head, '"""']
    prose: list[str] | None = None
    for line in [*source.split("\n")[end:], None]:
        if prose is not None and line is not None and line.startswith("#"):
            prose.append(line[1:].removeprefix(" "))
            continue
        if prose is not None:
            found = as_source(translated("\n".join(prose), translate), WIDTH - 2)
            lines += [f"# {one}".rstrip() for one in found]
            prose = None
        if line is not None:
            lines.append(line)
            prose = [] if line.startswith("# %%") else None
    return "\n".join(lines)


def cells_of(
    blocks: list[Block],
    recording: Recording,
    plots: list[list[str]],
    translate: Translate,
    title_of: Translate,
) -> list[dict[str, Any]]:
    """Return the cells of a note as a Jupyter notebook has them, with their outputs.

    Parameters
    ----------
    blocks : list of Block
        The text and the code of the note.
    recording : Recording
        What each cell printed.
    plots : list of list of str
        The plots of each cell, as SVG.
    translate, title_of : callable
        Return the translation of a message, and the title of a note.
    """
    cells: list[dict[str, Any]] = []
    run = 0
    for number, block in enumerate(blocks):
        cell: dict[str, Any] = {"id": f"cell-{number}", "metadata": {}}
        if block.type == "text":
            text = as_markdown(translated(block.content, translate), title_of)
            cell |= {"cell_type": "markdown", "source": text}
        elif recordings.code_alone(block.content):
            code = remove_config_comments(block.content).strip("\n")
            shown = _outputs(recording.cells[run], plots[run])
            run += 1
            cell |= {
                "cell_type": "code",
                "execution_count": run,
                "outputs": shown,
                "source": code,
            }
        else:
            continue
        cells.append(cell)
    return cells


def notebook(cells: list[dict[str, Any]]) -> str:
    """Return cells as a Jupyter notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def markdown(cells: list[dict[str, Any]]) -> str:
    """Return cells as Markdown, with what they printed; plots are left out."""
    parts = []
    for cell in cells:
        if cell["cell_type"] == "markdown":
            parts.append(cell["source"])
            continue
        parts.append(f"```python\n{cell['source']}\n```")
        printed = [one for one in cell["outputs"] if one["output_type"] == "stream"]
        parts += [f"```text\n{one['text']}```" for one in printed]
    return "\n\n".join(parts) + "\n"


def _outputs(cell: recordings.Cell, plots: list[str]) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    if cell.output:
        text = f"{cell.output}\n"
        shown.append({"name": "stdout", "output_type": "stream", "text": text})
    for plot in plots:
        data = {"image/svg+xml": plot}
        shown.append({"data": data, "metadata": {}, "output_type": "display_data"})
    return shown


def archive(files: dict[str, bytes]) -> bytes:
    """Return files as a zip that depends on nothing but their names and content."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            packed.writestr(info, content)
    return written.getvalue()


def folder(app: Sphinx) -> Path:
    """Return where the downloads in the language of the build are kept."""
    return gallery.folder(app) / gallery.DOWNLOADS / str(app.config.language)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Make the downloads of a note, before Sphinx collects what is to be copied."""
    docname = app.env.current_document.docname
    source = note_source(app, docname)
    if source is not None:
        _make(app, note_name(docname), source, doctree)
    topic = docname.split("/")[-2] if "/" in docname else ""
    for link in doctree.findall(addnodes.download_reference):
        name = link["reftarget"].rpartition("/")[2]
        kept = folder(app) / name if name in ARCHIVES else folder(app) / topic / name
        if name in ARCHIVES and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(b"")  # Filled when all notes are read.
        if kept.exists():
            link["reftarget"] = f"/{kept.relative_to(app.srcdir).as_posix()}"


def _make(app: Sphinx, note: str, source: Path, doctree: nodes.document) -> None:
    recording = recordings.read_if_sound(
        source.with_suffix(SUFFIX), app.config.notes_device
    )
    if recording is None:
        return  # The note has failed, and so will the build.
    plots = [
        [
            Path(app.srcdir, node["uri"].lstrip("/")).read_text(encoding="utf-8")
            for node in nodes_of_cell(block)
            if isinstance(node, nodes.image)
        ]
        for block in blocks_that_ran(doctree)
    ]
    _, blocks = split_code_and_text_blocks(source)
    language = app.config.language
    translate = translator(language, note)
    examples = Path(app.srcdir, app.config.sphinx_gallery_conf["examples_dirs"])

    def title_of(other: str) -> str:
        # Not the copy in the gallery folder: the other note may not have run yet.
        text = (examples / f"{other}.py").read_text(encoding="utf-8")
        title = text.strip("r\"'\n").partition("\n")[0]
        return call_of(translator(language, other)(title))

    # What a note tells sphinx-gallery is of no use to readers.
    text = remove_config_comments(source.read_text(encoding="utf-8"))
    cells = cells_of(blocks, recording, plots, translate, title_of)
    made = {
        ".py": text if language == "en" else script(text, translate),
        ".ipynb": notebook(cells),
        ".md": markdown(cells),
    }
    files = {suffix: content.encode("utf-8") for suffix, content in made.items()}
    name = note.rpartition("/")[2]
    packed = {f"{name}{suffix}": files[suffix] for suffix in (".py", ".ipynb")}
    files[".zip"] = archive(packed)
    for suffix, content in files.items():
        path = folder(app) / f"{note}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the archives of all notes."""
    notes = gallery.names(gallery.folder(app))
    for name, suffix in ARCHIVES.items():
        kept = folder(app) / name
        if not kept.exists():
            continue
        paths = {f"{note}{suffix}": folder(app) / f"{note}{suffix}" for note in notes}
        present = {file: path for file, path in paths.items() if path.exists()}
        newest = max((path.stat().st_mtime_ns for path in present.values()), default=0)
        with_others = kept.stat().st_size and newest <= kept.stat().st_mtime_ns
        if with_others and _names_of(kept) == sorted(present):
            continue
        kept.write_bytes(archive({f: p.read_bytes() for f, p in present.items()}))
        # The page that links to it does not depend on what is in it.
        index = f"{app.config.sphinx_gallery_conf['gallery_dirs']}/index"
        env.all_docs[index] = time.time_ns() // 1_000
    return []


def _names_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as packed:
        return sorted(packed.namelist())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the handlers; the first runs before outputs are laid out."""
    app.connect("doctree-read", on_doctree_read, priority=350)
    app.connect("env-updated", on_env_updated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
