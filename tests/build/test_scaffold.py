"""A new note: it passes as it is, and a name that would do harm is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import Project, run


@pytest.fixture
def project(tmp_path: Path) -> Project:
    tags = 'import torch\n# sphinx_gallery_tags = ["indexing", "shape", "dim"]\n'
    return Project(tmp_path, {"indexing/first": f"{tags}print(1)\n"})


@pytest.mark.slow
def test_a_new_note_passes_alone_and_in_a_build(project: Project) -> None:
    begun = run(project.folder, "new", "indexing/index_select", "torch.index_select")
    assert begun.returncode == 0, begun.stdout
    for step in ("nox -s docs", "nox -s record -- indexing/index_select", "start.md"):
        assert step in begun.stdout
    path = project.folder / "examples" / "indexing" / "index_select.py"
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""\ntorch.index_select: ')
    assert 'tags = ["indexing", "shape"]' in text
    alone = subprocess.run([sys.executable, path.name], cwd=path.parent)
    assert alone.returncode == 0
    assert project.build("--device", "cpu").returncode == 0
    assert "indexing/index_select" in project.results()["passed"]
    assert "2 checks passed" in project.page("indexing/index_select")


@pytest.mark.parametrize(
    ("note", "call", "sentence"),
    [
        ("slicing/take", "torch.take", "There is no topic 'slicing'; the topics are"),
        ("take", "torch.take", "There is no topic 'take'"),
        ("../take", "torch.take", "There is no topic '..'"),
        ("indexing/first", "x", "examples/indexing/first.py already"),
        ("indexing/index", "x", "is the page of the topic"),
        ("indexing/Take", "x", "needs a name in lower case"),
        ("indexing/", "x", "needs a name in lower case"),
        ("indexing/a/b", "x", "needs a name in lower case"),
        ("indexing/random", "x", "in place of the module 'random'"),
        ("indexing/torch", "x", "in place of the module 'torch'"),
        ("indexing/take", " ", "Say which call"),
        ("indexing/take", 'a"""b', "cannot stand in the title"),
        ("indexing/take", "C:\\new\\x", "cannot stand in the title"),
        ("indexing/take", "\\N{x}", "cannot stand in the title"),
        ("indexing/take", "\\", "cannot stand in the title"),
        ("indexing/take", "`take", "cannot stand in the title"),
        ("indexing/take", "*args", "cannot stand in the title"),
    ],
)
def test_a_bad_name_is_refused_in_one_sentence(
    project: Project, note: str, call: str, sentence: str
) -> None:
    before = project.sources()
    begun = run(project.folder, "new", note, call)
    assert begun.returncode == 2
    assert sentence in begun.stdout
    assert len(begun.stdout.strip().splitlines()) == 1
    assert project.sources() == before
