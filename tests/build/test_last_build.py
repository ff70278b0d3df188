"""A build is left out only if it would make again what is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from syntax_notes.build import last_build

FILES = (
    "conf.py",
    "CHANGELOG.md",
    "docs/index.md",
    "docs/glossary.md",
    "docs/locales/zh_CN/LC_MESSAGES/index.po",
    "examples/indexing/gather.py",
    "recordings/cpu/indexing/gather.json",
    "docs/notes/indexing/gather.rst",
    "_build/html-a/en/index.html",
    "_build/work/cpu/doctrees/en/environment.pickle",
)
LEFT_OUT = (
    "docs/locales/zh_CN/LC_MESSAGES/index.mo",
    "examples/indexing/__pycache__/gather.cpython-311.pyc",
    "_build/lock",
    "_build/releases/2.6.0/bin/python",
    "build.log",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project as a build has left it."""
    for name in (*FILES, *LEFT_OUT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was")
    last_build.remember(tmp_path, ["cpu"], ["a remark"])
    return tmp_path


def test_nothing_is_to_be_done_when_nothing_changed(project: Path) -> None:
    assert last_build.read_remarks(project, ["cpu"]) == ["a remark"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_changes_or_goes_calls_for_a_build(
    project: Path, name: str
) -> None:
    path = project / name
    path.write_text("as it is now")
    assert last_build.read_remarks(project, ["cpu"]) is None
    path.unlink()
    assert last_build.read_remarks(project, ["cpu"]) is None


@pytest.mark.parametrize("folder", ["docs", "examples/indexing", "recordings/cuda"])
def test_a_new_file_calls_for_a_build(project: Path, folder: str) -> None:
    (project / folder).mkdir(exist_ok=True)
    (project / folder / "new.py").touch()
    assert last_build.read_remarks(project, ["cpu"]) is None


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_python_and_builds_leave_behind_does_not(project: Path, name: str) -> None:
    (project / name).write_text("as it is now")
    assert last_build.read_remarks(project, ["cpu"]) == ["a remark"]


def test_other_devices_or_another_address_call_for_a_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert last_build.read_remarks(project, ["cuda"]) is None
    monkeypatch.setenv("SITE_URL", "https://example.org")
    assert last_build.read_remarks(project, ["cpu"]) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"remarks": []}'])
def test_a_stamp_that_says_nothing_calls_for_a_build(project: Path, text: str) -> None:
    (project / last_build.STAMP).write_text(text)
    assert last_build.read_remarks(project, ["cpu"]) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe")
def test_pipes_and_broken_links_among_the_sources_stop_nothing(project: Path) -> None:
    os.mkfifo(project / "docs" / "pipe")
    (project / "docs" / "link.md").symlink_to("nowhere")
    (project / "nowhere.md").symlink_to("nowhere")
    assert last_build.read_remarks(project, ["cpu"]) == ["a remark"]
