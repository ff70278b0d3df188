"""Look through the catalogs of a translation: what is missing, fuzzy or wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

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


def list_broken(folder: Path) -> list[str]:
    """Return a line for each file that is no catalog."""
    found = []
    for path in sorted(folder.rglob("*.po")):
        try:
            read_catalog(path)
        except CatalogError as error:
            found.append(_broken(path.relative_to(folder), error))
    return found


def _broken(name: Path, error: CatalogError) -> str:
    return f"{name.as_posix()}:{error.line}: is no catalog: {error}"


def list_problems(folder: Path) -> list[str]:
    """Return a line for each message that is missing, fuzzy or wrong."""
    found = []
    for path in sorted(folder.rglob("*.po")):
        name = path.relative_to(folder).as_posix()
        try:
            catalog = read_catalog(path)
        except CatalogError as error:
            found.append(_broken(path.relative_to(folder), error))
            continue
        for message in catalog:
            # The glossary shows the English terms, in both languages.
            term = path.stem == "glossary" and message.id == message.string
            if message.id and not term:
                found += [f"{name}: {what}" for what in _problems_of(message)]
    return found


class CatalogError(Exception):
    """A file is no catalog; the message says why.

    Parameters
    ----------
    line : int
        The line, counted from 1.
    message : str
        What is wrong.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_catalog(path: Path) -> Catalog:
    """Read a catalog.

    Raises
    ------
    CatalogError
        If it is none.
    """
    try:
        text = path.read_text(encoding="utf-8")
        _check_quotes(text)
        return read_po(BytesIO(text.encode("utf-8")), abort_invalid=True)
    except CatalogError:
        raise
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CatalogError(line, "it is not in UTF-8") from None
    except PoFileError as error:
        line = (error.lineno or 0) + 1
        raise CatalogError(line, str(error).splitlines()[0]) from None
    except Exception as error:  # Babel has many ways to fail on what is broken.
        raise CatalogError(1, " ".join(str(error).split())) from None


def _check_quotes(text: str) -> None:
    """Raise CatalogError where a string does not end; Babel would read on."""
    for number, line in enumerate(text.splitlines(), 1):
        opens = re.match(r'(?:msgid |msgstr )?"', line)
        if opens is not None and not re.search(r'[^\\]"$|^"$|\\\\"$', line.rstrip()):
            raise CatalogError(number, "the string does not end")


def _problems_of(message: Message) -> Iterator[str]:
    english, translated = str(message.id), str(message.string)
    quoted = f"{english[:70]!r}"
    if message.fuzzy:
        yield f"fuzzy: {quoted}"
    if not translated.strip():
        yield f"not translated: {quoted}"
        return
    before, after = (
        Counter(map(_part_to_keep, SPAN.findall(t))) for t in (english, translated)
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


def _part_to_keep(span: str) -> str:
    """Return what must stay of a span: of a link its target, its text may change."""
    target = re.search(r"<([^<>`]*)>`|\]\(([^)]*)\)", span)
    role = re.match(r":[\w:+-]+:|\{[\w-]+\}", span)
    if target is None:
        return span
    return f"{role[0] if role else ''}<{target[1] or target[2]}>"
