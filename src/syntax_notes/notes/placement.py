"""Where each note lies and what it is called, looked at before anything is touched.

sphinx-gallery passes over what lies in the wrong place. Here each file that looks like
a note, and cannot be one, gets a sentence that says where it belongs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..adapters.gallery_scripts import HEADERS, header_of
from . import taken_names
from .note_files import note_names

HEADER = f"{HEADERS[0]}.rst"
SCRIPT = ".py"
NOTEBOOK = ".ipynb"
IGNORED = "__init__.py"


def list_problems(root: Path) -> list[str]:
    """Say what keeps files from being notes, in a sentence for each.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project; its notes are in ``examples/<topic>/<note>.py``.
    """
    examples = root / "examples"
    if header_of(examples) is None:
        return [
            f"examples/{HEADER}: there is no such file; it has the title of all notes, "
            "which lie in folders beside it."
        ]
    scripts = [path for path in _files(examples) if path.suffix == SCRIPT]
    topics = {path.parent.name for path in scripts if path.parent.parent == examples}
    folders = {f"examples/{topic}": topic for topic in sorted(topics)}
    notes = {
        path.relative_to(root).as_posix(): f"{path.parent.name}/{path.stem}"
        for path in scripts
        if path.parent.parent == examples
    }
    problems = {
        **taken_names.find_modules(notes, root),
        **taken_names.find_conflicts(notes),
        **taken_names.find_topic_conflicts(folders),
        **dict(_misplaced(examples)),
    }
    return taken_names.sentences(problems).splitlines()


def list_empty_topics(root: Path) -> list[str]:
    """Say which topics have a title and no note."""
    examples = root / "examples"
    topics = {name.rpartition("/")[0] for name in note_names(examples)}
    return [
        f"examples/{folder.name} has no note: add one, or delete the folder."
        for folder in sorted(examples.iterdir())
        if header_of(folder) is not None and folder.name not in topics
    ]


def _misplaced(examples: Path) -> Iterator[tuple[str, str]]:
    """Yield what looks like a note and lies where no note can be."""
    for path in _files(examples):
        shown = path.relative_to(examples.parent).as_posix()
        topic, *deeper = path.relative_to(examples).parts[:-1] or [""]
        name = f"{path.stem}{SCRIPT}"
        if path.is_dir():
            yield shown, "a note is a file, and this is a folder; rename it."
        elif not topic:
            right = f"examples/<topic>/{name}"
            yield shown, f"a note lies in the folder of its topic; move it to {right}."
        elif deeper:
            right = f"examples/{topic}/{name}"
            yield shown, f"a note lies right in its topic; move it to {right}."
        elif path.suffix == NOTEBOOK:
            right = f"examples/{topic}/{name}"
            yield (
                shown,
                f"a note is a script, and its notebook is made from it; write {right}.",
            )
        elif path.suffix != SCRIPT:
            yield shown, f"the name of a note ends in {SCRIPT}; rename it to {name}."
        elif header_of(examples / topic) is None:
            yield (
                shown,
                f"there is no examples/{topic}/{HEADER}, which has the title of the "
                "topic; add it, or move the note to another topic.",
            )


def _files(examples: Path) -> Iterator[Path]:
    """Yield what looks like a note, at any depth."""
    for folder, folders, files in os.walk(examples):
        folders[:] = sorted(
            name for name in folders if name[0] != "." and name != "__pycache__"
        )
        looks = {name for name in folders if name.endswith(SCRIPT)}
        looks |= {
            name
            for name in files
            if Path(name).suffix.lower() in (SCRIPT, NOTEBOOK)
            and name != IGNORED
            and name[0] != "."
        }
        yield from (Path(folder, name) for name in sorted(looks))
