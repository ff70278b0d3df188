"""What cannot be a note is named, with what to do, before anything is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.project import TITLE, Project, run

NOTES = {"indexing/pick": "print('pick')\n", "tensors/view": "print('view')\n"}
CODE = f"{TITLE}print(1)\n"
# Files of a project, and the lines that they are answered with.
REFUSED = {
    "a name twice": (
        ["tensors/pick.py"],
        "examples/tensors/pick.py: examples/indexing/pick.py has the same name, "
        "and no two notes may; rename one.",
    ),
    "a name twice but for capital letters": (
        ["tensors/Pick.py"],
        "examples/tensors/Pick.py: examples/indexing/pick.py has the same name, "
        "but for capital letters, and no two notes may; rename one.",
    ),
    "a label twice": (
        ["a/b_c.py", "a/GALLERY_HEADER.rst", "a_b/c.py", "a_b/GALLERY_HEADER.rst"],
        "examples/a_b/c.py: its label, of topic and name, is that of "
        "examples/a/b_c.py; rename one.",
    ),
    "the page of a topic": (
        ["tensors/index.py"],
        "examples/tensors/index.py: a page that is of no note is called index; "
        "rename it.",
    ),
    "a page of sphinx-gallery": (
        ["tensors/sg_execution_times.py"],
        "examples/tensors/sg_execution_times.py: a page that is of no note is called "
        "sg_execution_times; rename it.",
    ),
    "an installed module": (
        ["tensors/torch.py"],
        "examples/tensors/torch.py: whatever runs beside it would import it in place "
        "of the module 'torch'; rename it.",
    ),
    "a module of Python": (
        ["tensors/random.py"],
        "examples/tensors/random.py: whatever runs beside it would import it in place "
        "of the module 'random'; rename it.",
    ),
    "a topic called index": (
        ["index/view_as.py", "index/GALLERY_HEADER.rst"],
        "examples/index: what is called index beside the pages is no topic; "
        "rename the folder.",
    ),
    "a topic called downloads": (
        ["downloads/view_as.py", "downloads/GALLERY_HEADER.rst"],
        "examples/downloads: what is called downloads beside the pages is no topic;",
    ),
    "a topic with a space": (
        ["more tensors/view_as.py", "more tensors/GALLERY_HEADER.rst"],
        "examples/more tensors: the name of a topic consists of the letters a to z,",
    ),
    "a topic twice but for capital letters": (
        ["Tensors/view_as.py", "Tensors/GALLERY_HEADER.rst"],
        "examples/tensors: examples/Tensors has the same name, but for capital "
        "letters; rename one.",
    ),
    "right in examples": (
        ["strayed.py"],
        "examples/strayed.py: a note lies in the folder of its topic; move it to "
        "examples/<topic>/strayed.py.",
    ),
    "too deep": (
        ["tensors/more/strayed.py"],
        "examples/tensors/more/strayed.py: a note lies right in its topic; move it to "
        "examples/tensors/strayed.py.",
    ),
    "no title of the topic": (
        ["strings/strayed.py"],
        "examples/strings/strayed.py: there is no examples/strings/GALLERY_HEADER.rst, "
        "which has the title of the topic; add it, or move the note to another topic.",
    ),
    "a capital suffix": (
        ["tensors/Strayed.PY"],
        "examples/tensors/Strayed.PY: the name of a note ends in .py; rename it to "
        "Strayed.py.",
    ),
    "a notebook": (
        ["tensors/strayed.ipynb"],
        "examples/tensors/strayed.ipynb: a note is a script, and its notebook is made "
        "from it; write examples/tensors/strayed.py.",
    ),
    "a folder": (
        ["tensors/strayed.py/data.txt"],
        "examples/tensors/strayed.py: a note is a file, and this is a folder;",
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two notes, never built."""
    return Project(tmp_path_factory.mktemp("placement"), NOTES)


def state(project: Project) -> list[str]:
    """Return what there is."""
    return sorted(str(path) for path in project.folder.rglob("*"))


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_named_in_a_sentence_and_nothing_is_touched(
    kind: str, project: Project
) -> None:
    names, sentence = REFUSED[kind]
    here = project.folder / "examples"
    before = {*here.rglob("*")}
    for name in names:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(CODE, encoding="utf-8")
    there = state(project)
    build = project.build()
    now = state(project)
    for path in sorted({*here.rglob("*")} - before, reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert build.returncode == 1, build.stdout
    lines = build.stdout.splitlines()
    assert lines[0].startswith(sentence)
    assert lines[1:] == ["The site was not replaced."]
    assert now == there


def test_every_command_that_reads_the_notes_looks_first(project: Project) -> None:
    path = project.folder / "examples" / "tensors" / "pick.py"
    path.write_text(CODE, encoding="utf-8")
    before = state(project)
    for command in ("record", "gettext"):
        refused = run(project.folder, command)
        assert refused.returncode == 1
        assert refused.stdout.splitlines() == [REFUSED["a name twice"][1]]
    path.unlink()
    assert state(project) == [one for one in before if one != str(path)]


def test_data_and_files_of_editors_are_left_alone_and_an_empty_topic_is_remarked(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path, NOTES)
    examples = tmp_path / "examples"
    (examples / "tensors" / "data.txt").write_text("1 2 3")
    (examples / "tensors" / "more").mkdir()
    (examples / "tensors" / "more" / "data.csv").write_text("1,2,3")
    (examples / "tensors" / ".#view.py").symlink_to("nobody@nowhere")
    (examples / "tensors" / "__init__.py").touch()
    (examples / "tensors" / ".ipynb_checkpoints").mkdir()
    (examples / "tensors" / ".ipynb_checkpoints" / "view.py").write_text(CODE)
    project.write("strings/gone", "print('gone')\n")
    (examples / "strings" / "gone.py").unlink()
    for _ in range(2):
        build = project.build("--device", "cpu")
        assert build.returncode == 0, build.stdout
        empty = "examples/strings has no note: add one, or delete the folder."
        assert empty in build.stdout.splitlines()
    assert project.results()["passed"] == sorted(NOTES)


def test_a_note_that_was_asked_for_and_did_not_run_is_an_error(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    conf = tmp_path / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace(r'r"\.py$"', '"pick"'), encoding="utf-8")
    sentence = "examples/tensors/view.py was asked for, and did not run (on cpu)."
    asked = project.build("--device", "cpu", "tensors/view")
    assert asked.returncode == 1
    assert sentence in asked.stdout.splitlines()
    for _ in range(2):
        recorded = project.record("--device", "cpu", "indexing/pick")
        assert recorded.returncode == 0, recorded.stdout
