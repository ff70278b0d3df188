"""Two builds of the same files are the same, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.project import copy_project, run

pytestmark = pytest.mark.slow


def files(site: Path) -> dict[str, bytes]:
    """Return every file of a site, archives and books included."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_another_folder_time_and_hash_seed_make_the_same_site(
    site: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "another folder"
    copy_project(copy)
    # A place east of Greenwich, where it may be tomorrow already.
    other = {"PYTHONHASHSEED": "4321", "TZ": "Pacific/Kiritimati"}
    build = run(
        copy, "docs", "--device", "cpu", "--offline", environment=os.environ | other
    )
    assert build.returncode == 0, build.stdout
    first, second = files(site), files(copy / "_build" / "html")
    assert second.keys() == first.keys()
    assert [name for name in first if first[name] != second[name]] == []
