"""Begin a note: a script that runs, to be filled in."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree

from ..adapters.docutils import column_width
from ..notes.note_files import note_names
from ..notes.tags import read_tags
from ..notes.taken_names import is_module

NAME = re.compile(r"[a-z][a-z0-9_]*")
MOST_TAGS = 2
# What notes import, which need not be installed to begin one.
IMPORTED = ("matplotlib", "numpy", "torch")
NOTE = '''\
"""
{title}
{underline}

One sentence for the card in the gallery: what you can do when you have read this.
"""

# %%
# The rule
# --------
#
# One sentence: what comes out, in which shape, and where each element comes from.

# sphinx_gallery_tags = [{tags}]
import torch

t = torch.arange(12).view(3, 4)
print(t)

assert t.shape == (3, 4)
assert t[2, 3] == 11

# %%
# Predict it
# ----------
#
# What does this print?
#
# .. code-block:: python
#
#     t.sum(dim=0)

answer = t.sum(dim=0)
print(answer)

assert answer.tolist() == [12, 15, 18, 21]
'''
NEXT = """\
{path} is a note, and it passes. From here on:

  python {path}
      runs it alone while you write it (CONTRIBUTING.md says what a note has)
  nox -s docs
      builds its page, _build/html/en/notes/{note}.html
  docs/start.md
      is the path through the notes; give it a place there
  nox -s record -- {note}
      accepts what it prints
  nox -s gettext
      names the sentences to translate\
"""


class ScaffoldError(Exception):
    """The note cannot be begun; the message says why."""


def create(root: Path, note: str, call: str) -> str:
    """Write the script of a new note.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    note : str
        ``<topic>/<note>``.
    call : str
        What the note is about, such as ``"torch.index_select"``.

    Returns
    -------
    str
        What to do next.

    Raises
    ------
    ScaffoldError
        If there is no such topic, or if the name is taken or would be in the way.
    """
    examples = root / "examples"
    topic, _, name = note.partition("/")
    _check(examples, topic, name, " ".join(call.split()))
    title = f"{' '.join(call.split())}: what it does, in a few words"
    path = examples / topic / f"{name}.py"
    tags = _usual_tags(examples / topic)
    text = NOTE.format(title=title, underline="=" * column_width(title), tags=tags)
    if not _says(text, title):
        raise ScaffoldError(
            f"{call!r} cannot stand in the title of a script, where a backslash, three "
            "quotes or markup would be read as such; name the call more simply."
        )
    path.write_text(text, encoding="utf-8", newline="\n")
    return NEXT.format(path=path.relative_to(root).as_posix(), note=note)


def _check(examples: Path, topic: str, name: str, call: str) -> None:
    topics = sorted(path.parent.name for path in examples.glob("*/GALLERY_HEADER.rst"))
    names = {other.rpartition("/")[2]: other for other in note_names(examples)}
    if topic not in topics:
        raise ScaffoldError(
            f"There is no topic {topic!r}; the topics are {', '.join(topics)}."
        )
    if name == "index":
        raise ScaffoldError(
            f"{topic}/index is the page of the topic; choose another name."
        )
    if not NAME.fullmatch(name):
        raise ScaffoldError(
            f"A note needs a name in lower case, such as {topic}/index_select, "
            f"not {topic}/{name}."
        )
    if name in names:
        raise ScaffoldError(
            f"There is a note examples/{names[name]}.py already, and no two may have "
            "the same name."
        )
    if name in IMPORTED or is_module(name, examples.parent):
        raise ScaffoldError(
            f"A script {name}.py would be imported in place of the module {name!r}; "
            "choose another name."
        )
    if not call:
        raise ScaffoldError("Say which call the note is about, in quotes.")


def _says(script: str, title: str) -> bool:
    """Tell whether a script can run, and its page would have a title as it is."""
    try:
        prose = ast.get_docstring(ast.parse(script)) or ""
    except SyntaxError:
        return False
    quiet = {"report_level": 5, "file_insertion_enabled": False}
    page = publish_doctree(prose, settings_overrides=quiet)
    wrong = list(page.findall(nodes.problematic))
    return not wrong and title == str(page.get("title")) == prose.partition("\n")[0]


def _usual_tags(topic: Path) -> str:
    """Return the tags that the notes of a topic have most often."""
    counts = Counter(tag for path in topic.glob("*.py") for tag in read_tags(path))
    return ", ".join(f'"{tag}"' for tag, _ in counts.most_common(MOST_TAGS))
