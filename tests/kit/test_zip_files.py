"""A zip depends on what is in it, and on nothing else."""

from __future__ import annotations

from syntax_notes.kit.zip_files import pack


def test_an_archive_depends_on_its_files_only() -> None:
    files = {"b.py": b"1", "a.py": b"2"}
    assert pack(files) == pack(dict(reversed(files.items())))
