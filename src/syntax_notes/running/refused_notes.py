"""Refuse scripts that sphinx-gallery cannot read, and run all others.

sphinx-gallery ends the build over the first of them and names a file at most. Here each
is left out and reported as a note that failed, with its line. A page that says so
stands in its place, so that what leads to the note still leads somewhere.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from ..adapters.sphinx_gallery import HASH_SUFFIX, page_label
from ..event_order import BuilderInited
from ..notes.mistakes import find_mistake
from ..notes.note_files import Gallery, galleries, note_names
from .failures import Failure

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

# In sphinx-gallery's settings, beside what it leaves there of the scripts that failed.
REFUSED = "notes_refused"
PAGE = """\
:orphan:

.. _{label}:

{title}
{underline}

::

   {refusal}
"""


def refused(gallery_conf: dict[str, Any]) -> list[Failure]:
    """Return the notes that were refused, out of the settings of sphinx-gallery."""
    found: list[Failure] = gallery_conf.get(REFUSED, [])
    return found


def on_builder_inited(app: Sphinx) -> None:
    """Look at the scripts that have changed, and leave out what is no note."""
    conf = app.config.sphinx_gallery_conf
    found = [
        refusal
        for gallery in galleries(app.config, Path(app.srcdir))
        for refusal in _refuse_in(gallery, app)
    ]
    conf[REFUSED] = found
    if found:
        files = "|".join(re.escape(Path(one.path).name) for one in found)
        conf["ignore_pattern"] = f"(?:{conf['ignore_pattern']})|^(?:{files})$"
    if not app.config.notes_results:
        # Nobody else tells.
        for refusal in found:
            logger.warning("%s", refusal)


def _refuse_in(gallery: Gallery, app: Sphinx) -> list[Failure]:
    srcdir = Path(app.srcdir)
    ignored = app.config.sphinx_gallery_conf["ignore_pattern"]
    found = []
    for name in sorted(note_names(gallery.examples, ignored)):
        script = gallery.examples / f"{name}.py"
        if _has_passed(gallery, name, script):
            continue
        mistake = find_mistake(script, srcdir)
        if mistake is not None:
            path = Path(os.path.relpath(script, app.confdir)).as_posix()
            refusal = Failure(gallery.prefix + name, path, *mistake)
            _stand_in(gallery, name, refusal)
            found.append(refusal)
    return found


def _has_passed(gallery: Gallery, name: str, script: Path) -> bool:
    """Tell whether a script has run to its end, and not changed since."""
    copy = gallery.pages / f"{name}.py"
    if not copy.with_name(f"{copy.name}{HASH_SUFFIX}").exists():
        return False
    try:
        return script.read_bytes() == copy.read_bytes()
    except OSError:
        return False


def _stand_in(gallery: Gallery, name: str, refusal: Failure) -> None:
    """Write a page in the place of what an earlier run has made of the note."""
    if name.rpartition("/")[2] == "index":
        return  # That is the page of the topic.
    page = gallery.pages / f"{name}.rst"
    page.parent.mkdir(parents=True, exist_ok=True)
    stem = re.escape(page.stem)
    for made in page.parent.iterdir():
        if re.match(rf"{stem}\.(py|ipynb|zip|recording|codeobj|cost)", made.name):
            made.unlink()
    text = PAGE.format(
        label=page_label(f"{gallery.folder}/{name}"),
        title=page.stem,
        underline="=" * (2 * len(page.stem)),
        refusal=refusal,
    )
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        page.write_text(text, encoding="utf-8")


def setup_refused_notes(app: Sphinx) -> None:
    """Look between the pruning of pages and sphinx-gallery's run."""
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.REFUSE)
