"""The catalogs of the translation: brought up to date, and looked through.

Sphinx collects the messages of the pages, Babel those of the extensions, and
sphinx-intl merges them into ``docs/locales/<language>/LC_MESSAGES``. What a translation
lacks or gets wrong is named with its file and message.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from sphinx_gallery.py_source_parser import extract_file_config

from . import devices
from .wording import CATALOG, LOCALES

LANGUAGE = "zh_CN"
FOLDER = LOCALES / LANGUAGE / "LC_MESSAGES"
# Catalogs that are not of pages: the words of the extensions, and those of the theme.
OWN = (CATALOG, "sphinx")
# What a translation must keep as it is: roles, literals, references, placeholders.
SPAN = re.compile(
    r"``(?:[^`]|`(?!`))+``"  # a literal of reStructuredText
    r"|:[\w:+-]+:`[^`]*`"  # a role of reStructuredText
    r"|\{[\w-]+\}`[^`]*`"  # a role of MyST
    r"|`[^`]*<[^`>]*>`_+"  # a link of reStructuredText
    r"|\[[^\]]*\]\([^)]*\)"  # a link of MyST
    r"|`[^`]+`"  # a literal of MyST
    r"|\{\w+\}|%\w"  # placeholders
)
EMPHASIS = re.compile(
    r"(?:^|(?<=[\s(，。；：、（]))\*{1,2}[^\s*][^*\n]*\*{1,2}(?=[\s\\.,;:)，。；：、]|$)"
)
NUMBER = re.compile(r"\d+(?:\.\d+)*")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Words that a message may consist of without being translated.
PROSE = re.compile(r"[a-z]{3,} [a-z]{3,}")


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

    command = [
        *(sys.executable, "-m", "sphinx", "-b", "gettext", "-c", str(root), "-q"),
        # As in a build, so that no note has to run again.
        *("-D", f"notes_device_name={devices.full_name('cpu')}"),
        *("-d", str(work / "doctrees"), str(root / "docs"), str(work / "templates")),
    ]
    status = subprocess.run(command, cwd=root).returncode
    if status:
        return status
    _extract_words(work / "templates" / f"{CATALOG}.pot")
    merge(str(LOCALES), str(work / "templates"), [LANGUAGE], line_width=-1)
    for path in FOLDER.rglob("*.po"):
        name = path.relative_to(FOLDER).with_suffix(".pot")
        if path.stem not in OWN and not (work / "templates" / name).exists():
            path.unlink()
        else:
            _strip(path)
    found = problems(FOLDER)
    for line in found:
        print(line)
    return 1 if found else 0


def _extract_words(template: Path) -> None:
    """Write the template of the extensions' words."""
    catalog = Catalog(project="syntax_notes", charset="utf-8")
    folder = str(Path(__file__).parent)
    for _file, _line, message, _comments, _context in extract_from_dir(folder):
        catalog.add(message)
    for script in (LOCALES.parents[1] / "examples").glob("*/*.py"):
        for tag in extract_file_config(script.read_text(encoding="utf-8"))["tags"]:
            catalog.add(tag)
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


def problems(folder: Path) -> list[str]:
    """Return a line for each message that is missing, fuzzy or wrong."""
    found = []
    for path in sorted(folder.rglob("*.po")):
        name = path.relative_to(folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
            _check_quotes(text)
            catalog = read_po(BytesIO(text.encode("utf-8")), abort_invalid=True)
        except Exception as error:  # Babel has many ways to fail on what is broken.
            found.append(f"{name}: is no catalog: {error}")
            continue
        for message in catalog:
            # The glossary shows the English terms, in both languages.
            term = path.stem == "glossary" and message.id == message.string
            if message.id and not term:
                found += [f"{name}: {what}" for what in _problems_of(message)]
    return found


def _check_quotes(text: str) -> None:
    """Raise ValueError where a string does not end; Babel would read on."""
    for number, line in enumerate(text.splitlines(), 1):
        opens = re.match(r'(?:msgid |msgstr )?"', line)
        if opens is not None and not re.search(r'[^\\]"$|^"$|\\\\"$', line.rstrip()):
            raise ValueError(f"the string in line {number} does not end")


def _problems_of(message: Message) -> Iterator[str]:
    english, translated = str(message.id), str(message.string)
    quoted = f"{english[:70]!r}"
    if message.fuzzy:
        yield f"fuzzy: {quoted}"
    if not translated.strip():
        yield f"not translated: {quoted}"
        return
    before, after = (
        Counter(map(_kept, SPAN.findall(t))) for t in (english, translated)
    )
    if before != after:
        lost, added = list(before - after), list(after - before)
        yield f"lost {lost}, added {added}: {quoted}"
    # Markup that touches a Chinese character is none: readers see the asterisks.
    if len(EMPHASIS.findall(english)) != len(EMPHASIS.findall(translated)):
        yield f"lost emphasis: {quoted}"
    plain, prose = SPAN.sub(" ", english), SPAN.sub(" ", translated)
    # Chinese counts in units of ten thousand.
    plain = re.sub(r"(\d+) million", lambda match: f"{match[1]}00", plain)
    missing = Counter(NUMBER.findall(plain)) - Counter(NUMBER.findall(prose))
    if missing:
        yield f"lost the numbers {list(missing)}: {quoted}"
    if PROSE.search(plain) and not CHINESE.search(translated):
        yield f"not translated: {quoted}"


def _kept(span: str) -> str:
    """Return what must stay of a span: of a link its target, its text may change."""
    target = re.search(r"<([^<>`]*)>`|\]\(([^)]*)\)", span)
    role = re.match(r":[\w:+-]+:|\{[\w-]+\}", span)
    if target is None:
        return span
    return f"{role[0] if role else ''}<{target[1] or target[2]}>"
