"""Make a site of many notes out of those that there are, to see what a note costs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

# So many copies of the notes of a topic share a topic, so that topics grow as well as
# their number.
TOGETHER = 8
CATALOGS = Path("docs", "locales", "zh_CN", "LC_MESSAGES", "notes")
TITLE = re.compile(r'(?P<start>\A"""\n)(?P<title>.+)\n=+\n')


def multiply(folder: Path, number: int) -> list[str]:
    """Add copies of the notes, with their catalogs and recordings, or remove notes.

    Parameters
    ----------
    folder : pathlib.Path
        A copy of the project.
    number : int
        How many notes there are to be.

    Returns
    -------
    list of str
        The notes that were added, as ``<topic>/<note>``.
    """
    examples = folder / "examples"
    notes = sorted(
        path.relative_to(examples).with_suffix("").as_posix()
        for path in examples.glob("*/*.py")
    )
    added = []
    for extra in range(number - len(notes)):
        copy, which = divmod(extra, len(notes))
        added.append(_copy(folder, notes[which], copy + 1))
    return added


def _copy(folder: Path, note: str, copy: int) -> str:
    topic, name = note.split("/")
    group = copy // TOGETHER
    topic_made = f"{topic}_{group}" if group else topic
    made = f"{topic_made}/{name}_{copy}"
    if topic_made != topic:
        _add_topic(folder, topic, topic_made, group)

    source = (folder / "examples" / f"{note}.py").read_text(encoding="utf-8")
    match = TITLE.match(source)
    if match is None:
        raise ValueError(f"{note} does not begin with its title")
    title = f"{match['title']} ({copy})"
    text = f'"""\n{title}\n{"=" * len(title)}\n{source[match.end() :]}'
    (folder / "examples" / f"{made}.py").write_text(text, encoding="utf-8")

    catalog = _read(folder / CATALOGS / f"{note}.po")
    _rename(catalog, match["title"], copy)
    _write(catalog, folder / CATALOGS / f"{made}.po")

    for recording in folder.glob(f"recordings/*/{note}.json"):
        place = recording.parents[1] / f"{made}.json"
        place.parent.mkdir(exist_ok=True)
        shutil.copy(recording, place)
    return made


def _add_topic(folder: Path, topic: str, made: str, group: int) -> None:
    examples = folder / "examples" / made
    if examples.exists():
        return
    examples.mkdir()
    header = folder / "examples" / topic / "GALLERY_HEADER.rst"
    title, line, *rest = header.read_text(encoding="utf-8").split("\n")
    lines = [f"{title} ({group})", line + 4 * line[0], *rest]
    (examples / header.name).write_text("\n".join(lines), encoding="utf-8")
    (folder / CATALOGS / made).mkdir()
    catalog = _read(folder / CATALOGS / topic / "index.po")
    _rename(catalog, title, group)
    _write(catalog, folder / CATALOGS / made / "index.po")


def _rename(catalog: Catalog, title: str, number: int) -> None:
    message = catalog.get(title)
    if message is None:
        raise ValueError(f"a catalog does not have {title!r}")
    catalog.add(f"{title} ({number})", f"{message.string} ({number})")
    catalog.delete(title)


def _read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def _write(catalog: Catalog, path: Path) -> None:
    with path.open("wb") as stream:
        write_po(stream, catalog)
