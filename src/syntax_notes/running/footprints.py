"""The footprint of each note: which files its last run made, and which it read.

It lies beside the page, ``<gallery>/<topic>/<note>.footprint.json``. A note whose
footprint no longer fits runs again: what is missing is made, and what it reads is read.
"""

from __future__ import annotations

import json
import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import atomic
from ..adapters.sphinx_gallery import HASH_SUFFIX, IMAGE
from ..event_order import BuilderInited
from ..notes.note_files import galleries_in, script_called
from . import file_reads
from .exchange import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

SUFFIX = ".footprint.json"
# Below the folder of the project, what builds make.
MADE = "_build"


class Read(NamedTuple):
    """A file as a note has read it.

    Attributes
    ----------
    date : int
        When it was last changed, in nanoseconds.
    size : int
        How many bytes it has.
    content : str
        A hash of these; empty if it was changed while the note ran.
    """

    date: int
    size: int
    content: str

    @classmethod
    def of(cls, path: Path, date: int, size: int) -> Read:
        """Read the content of a file that is to have a date and a size."""
        content = path.read_bytes()
        now = path.stat()
        is_same = (now.st_mtime_ns, now.st_size) == (date, size)
        return cls(date, size, sha256(content).hexdigest() if is_same else "")

    def is_that_of(self, path: Path) -> bool:
        """Tell whether a file is as it was."""
        try:
            now = path.stat()
            if (now.st_mtime_ns, now.st_size) == (self.date, self.size):
                return self.content != ""
            return sha256(path.read_bytes()).hexdigest() == self.content
        except OSError:
            return False


def fits(script: Path) -> bool:
    """Tell whether the footprint of a note fits what is there.

    Parameters
    ----------
    script : pathlib.Path
        The copy of the note that lies beside its page.
    """
    try:
        stored = json.loads(script.with_suffix(SUFFIX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    folder = script.parent
    return all((folder / name).exists() for name in stored["made"]) and all(
        Read(*seen).is_that_of(folder / name) for name, seen in stored["read"].items()
    )


def list_read(pages: Path) -> Iterator[tuple[str, int]]:
    """Yield what the notes with these pages have read, and its date in nanoseconds."""
    for path in pages.rglob(f"*{SUFFIX}"):
        read = json.loads(path.read_text(encoding="utf-8"))["read"]
        for name, seen in read.items():
            yield os.path.normpath(path.parent / name), Read(*seen).date


def follow(gallery_conf: dict[str, Any], fname: str | None, when: str) -> None:
    """Begin or end to look at what a note reads: sphinx-gallery's reset hook."""
    copied = script_called(fname, gallery_conf) if fname is not None else None
    if copied is None:
        return
    assert Exchange.here is not None, "a note runs in a process of its own"
    listed = Exchange.here.reads
    if when == "before":
        found = galleries_in(gallery_conf, Path(gallery_conf["src_dir"]))
        (gallery,) = (one for one in found if copied.is_relative_to(one.pages))
        source = gallery_conf["src_dir"]
        root = Path(os.path.commonpath([source, *(one.examples for one in found)]))
        script = gallery.examples / copied.relative_to(gallery.pages)
        left_out = [root / MADE, *(one.pages for one in found)]
        file_reads.start(root, left_out, script, listed)
        return
    file_reads.stop()
    # It lies there if the note has passed.
    if Path(f"{copied}{HASH_SUFFIX}").exists():
        text = json.dumps(
            {"made": _files_of(copied), "read": _reads_of(copied, listed)}, indent=0
        )
        atomic.write(copied.with_suffix(SUFFIX), text)


def _files_of(script: Path) -> list[str]:
    """Return the files of a note, seen from the folder of its page."""
    begins = re.escape(IMAGE.format(note=script.stem, number=""))
    drawn = re.compile(rf"{begins}(?:\d+|thumb|card)[._]")
    folder = script.parent
    own = (path for path in folder.iterdir() if path.name.startswith(f"{script.stem}."))
    images = (folder / "images").rglob("*")
    found = [
        *(path for path in own if not path.name.endswith((SUFFIX, ".new"))),
        *(path for path in images if drawn.match(path.name)),
    ]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _reads_of(script: Path, listed: Path) -> dict[str, Read]:
    """Return what a note has read, by its path from the folder of its page."""
    found: dict[str, Read] = {}
    for line in sorted({*os.fsdecode(listed.read_bytes()).splitlines()}):
        date, size, name = line.split(" ", 2)
        path = Path(name)
        if path.is_file():
            shown = Path(os.path.relpath(path, script.parent)).as_posix()
            found.setdefault(shown, Read.of(path, int(date), int(size)))
    return found


def on_builder_inited(app: Sphinx) -> None:
    """Follow each note, from when its state is clean until its recording is kept."""
    conf = app.config.sphinx_gallery_conf
    # Its name: Sphinx, which keeps the settings, cannot keep a function.
    name = f"{follow.__module__}.{follow.__qualname__}"
    conf["reset_modules"] = (*conf["reset_modules"], name)


def setup_footprints(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.FOOTPRINTS)
