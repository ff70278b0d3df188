"""The notes of the project."""

from __future__ import annotations

from tests.support.project import ROOT

EXAMPLES = ROOT / "examples"
NOTES = sorted(
    path.relative_to(EXAMPLES).with_suffix("").as_posix()
    for path in EXAMPLES.glob("*/*.py")
)


def source(note: str) -> str:
    """Return the text of a note, ``<topic>/<note>``."""
    return (EXAMPLES / f"{note}.py").read_text(encoding="utf-8")
