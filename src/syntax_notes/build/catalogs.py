"""Bring the catalogs of the translation up to date.

Sphinx collects the messages of the pages, Babel those of these rooms, and sphinx-intl
merges them into ``docs/locales/<language>/LC_MESSAGES``.
"""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ..backends.pytorch import devices
from ..languages import LANGUAGES, catalogs
from ..notes import declarations
from ..notes.tags import read_tags
from ..room_hashes import PACKAGE
from ..settings import options
from ..site.translations import THEME_CATALOG
from ..wording import CATALOG
from .catalog_checks import list_broken, list_problems
from .sphinx_process import MAIN
from .translation_remarks import LOCALES, OWN

LANGUAGE = LANGUAGES[1].code


def update(root: Path, work: Path) -> int:
    """Collect messages and merge them into the catalogs.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    work : pathlib.Path
        A folder for templates; it is overwritten.

    Returns
    -------
    int
        The exit status: 0 if nothing is missing or wrong.
    """
    from sphinx_intl.basic import update as merge

    folder = catalogs(root / LOCALES, LANGUAGE)
    if broken := list_broken(folder):
        # To merge would lose what is below the mistake.
        print(*broken, sep="\n")
        return 1
    command = [
        *(sys.executable, "-m", MAIN, "-b", "gettext", "-c", str(root), "-q"),
        # As in a build, so that no note has to run again.
        *options({"device_name": devices.full_name("cpu")}),
        *("-d", str(work / "doctrees"), str(root / "docs"), str(work / "templates")),
    ]
    status = subprocess.run(command, cwd=root).returncode
    if status:
        return status
    # Sphinx finds few of the theme's words in our templates, and would drop the others.
    (work / "templates" / f"{THEME_CATALOG}.pot").unlink(missing_ok=True)
    _extract_words(root / "examples", work / "templates" / f"{CATALOG}.pot")
    merge(str(root / LOCALES), str(work / "templates"), [LANGUAGE], line_width=-1)
    for path in folder.rglob("*.po"):
        name = path.relative_to(folder).with_suffix(".pot")
        if path.stem not in OWN and not (work / "templates" / name).exists():
            path.unlink()
        else:
            _strip(path)
    found = list_problems(folder)
    for line in found:
        print(line)
    return 1 if found else 0


def _extract_words(examples: Path, template: Path) -> None:
    """Write the template of the words of rooms, and of tags and reasons of notes."""
    catalog = Catalog(project="syntax_notes", charset="utf-8")
    for _file, _line, message, _comments, _context in extract_from_dir(str(PACKAGE)):
        catalog.add(message)
    for script in examples.glob("*/*.py"):
        for tag in read_tags(script):
            catalog.add(tag)
        for cell in declarations.of_note(script):
            for reason in (*cell.fails_on.values(), *cell.differs_on.values()):
                catalog.add(reason)
    with template.open("wb") as stream:
        write_po(stream, catalog, sort_output=True, omit_header=False)


def _strip(path: Path) -> None:
    """Leave out of a catalog what changes from run to run, and what is obsolete."""
    with path.open("rb") as stream:
        catalog = read_po(stream, locale=LANGUAGE)
    written = BytesIO()
    write_po(written, catalog, width=0, no_location=True, ignore_obsolete=True)
    text = written.getvalue().decode("utf-8")
    kept = ("Language:", "MIME", "Content", "Plural")
    header, _, rest = text.partition("\n\n")
    lines = [
        line
        for line in header.splitlines()
        if not line.startswith(('"', "#"))
        or line.startswith(tuple(f'"{k}' for k in kept))
    ]
    path.write_text("\n".join(lines) + "\n\n" + rest, encoding="utf-8", newline="\n")
