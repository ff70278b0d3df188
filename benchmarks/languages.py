"""Time both languages beside one: `nox -s bench -- languages`.

The same project twice: as it is, and with English only. The notes run once in each, so
what the second language adds is its pages.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from contender import Contender, compare, ours

from syntax_notes.room_hashes import PACKAGE

SECOND = re.compile(r'    Language\(\s+code="zh_CN".*?\n    \),\n', re.DOTALL)


def english(folder: Path) -> Contender:
    """Return the project without its second language."""
    contender = ours(folder)
    copy = folder / "src" / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    path = copy / "languages.py"
    text, found = SECOND.subn("", path.read_text(encoding="utf-8"))
    if found != 1:
        raise ValueError(f"{path} does not name its languages as it did")
    path.write_text(text, encoding="utf-8")
    return contender


def main() -> None:
    """Build with both in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        contenders = {
            "both": ours(Path(temporary, "both")),
            "one": english(Path(temporary, "one")),
        }
        for contender in contenders.values():
            contender.build()
        kinds: dict[str, Callable[[Contender, int], object]] = {
            "cold": lambda contender, _: contender.clean(),
            "nothing changed": lambda contender, _: None,
        }
        print(f"{'build':16} {'both':>14} {'one':>14}   both / one")
        for kind, prepare in kinds.items():
            compare(kind, contenders, rounds, prepare)


if __name__ == "__main__":
    main()
