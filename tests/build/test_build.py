"""The build: devices, the table, and a site that is replaced only by a whole one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from syntax_notes.backends.pytorch import devices
from tests.support.project import Project, copy_package

NOTES = {
    "tensors/one": "import torch\nprint(torch.ones(2).device)\n",
    "indexing/two": "print('two')\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two notes, built once."""
    project = Project(tmp_path_factory.mktemp("build"), NOTES)
    build = project.build()
    assert build.returncode == 0, build.stdout
    return project


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def thumbnail(project: Project, note: str) -> bytes:
    """Return the picture on the card of a note."""
    (image,) = (project.html / "en").rglob(f"sphx_glr_{note}_thumb.*")
    return image.read_bytes()


def row(log: str, device: str) -> list[str]:
    """Return the counts of a device in the table: run, passed, failed, unchanged."""
    (line,) = re.findall(rf"^{device}  .*$", log, flags=re.MULTILINE)
    return str(line).split()[-4:]


def test_a_device_that_is_not_there_is_refused_in_one_sentence(
    project: Project,
) -> None:
    build = project.build("--device", "nonsense")
    assert build.returncode == 2
    assert build.stdout == (
        "The device 'nonsense' is not available on this machine; "
        f"available: {', '.join(devices.available())}.\n"
    )


@pytest.mark.slow
def test_the_notes_run_on_each_device_asked_for(tmp_path: Path) -> None:
    # Torch has the device "meta" on every machine; its tensors hold no data.
    project = Project(tmp_path, NOTES)
    build = project.build("--device", "cpu", "--device", "meta")
    assert build.returncode == 0, build.stdout
    assert row(build.stdout, "cpu") == ["2", "2", "0", "0"]
    assert row(build.stdout, "meta") == ["2", "2", "0", "0"]
    assert "cpu\n" in project.page("tensors/one")


@pytest.mark.slow
def test_a_note_that_fails_on_another_device_fails_the_build(tmp_path: Path) -> None:
    code = "import torch\n\nassert torch.arange(3).tolist() == [0, 1, 2]\n"
    project = Project(tmp_path, {"tensors/one": code})
    build = project.build("--device", "cpu", "--device", "meta")
    assert build.returncode == 1
    assert row(build.stdout, "cpu") == ["1", "1", "0", "0"]
    assert row(build.stdout, "meta") == ["1", "0", "1", "0"]
    assert re.search(r"examples/tensors/one.py:9: .*\(on meta\)", build.stdout)


def test_a_build_ends_with_the_address_of_the_site(project: Project) -> None:
    build = project.build("--device", "cpu")
    page = project.html / "index.html"
    assert build.stdout.endswith(f"Open {page.as_uri()}\n")
    assert 'href="en/index.html"' in page.read_text(encoding="utf-8")


def test_nothing_runs_again_when_nothing_changed(project: Project) -> None:
    project.build("--device", "cpu")
    build = project.build("--device", "cpu")
    assert row(build.stdout, "cpu") == ["0", "0", "0", "2"]
    assert "Nothing has changed since the last build." in build.stdout
    # Without that knowledge, Sphinx and sphinx-gallery find out by themselves.
    (project.folder / "_build" / "last-build.json").unlink()
    build = project.build("--device", "cpu")
    assert row(build.stdout, "cpu") == ["0", "0", "0", "2"]
    assert "no targets are out of date" in build.stdout


def test_only_the_note_that_changed_runs_again(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    project.write("indexing/two", "print('three')\n")
    build = project.build("--device", "cpu")
    assert row(build.stdout, "cpu") == ["1", "1", "0", "1"]
    assert "three" in project.page("indexing/two")


def test_a_note_that_was_named_runs_again_and_no_other(project: Project) -> None:
    project.build("--device", "cpu")
    build = project.build("--device", "cpu", "examples/indexing/two.py")
    assert build.returncode == 0, build.stdout
    assert project.results()["passed"] == ["indexing/two"]
    assert project.results()["unchanged"] == ["tensors/one"]


@pytest.mark.slow
def test_a_named_note_runs_alone_on_further_devices(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    build = project.build("--device", "cpu", "--device", "meta", "indexing/two")
    assert build.returncode == 0, build.stdout
    made = project.folder / "_build" / "recordings" / "meta"
    assert [path.stem for path in made.rglob("*.json")] == ["two"]


def test_a_note_that_is_not_there_is_refused_in_one_sentence(project: Project) -> None:
    build = project.build("indexing/tw")
    assert build.returncode == 2
    (line,) = build.stdout.splitlines()
    assert line == "There is no note examples/indexing/tw.py; near it: indexing/two."


@pytest.mark.slow
@pytest.mark.parametrize("change", ["torch", "numpy", "python", "device-name", "code"])
def test_all_notes_run_again_when_what_they_depend_on_changed(
    change: str, tmp_path: Path
) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    stamp = project.folder / "docs" / "notes" / "environment.json"
    stored = json.loads(stamp.read_text(encoding="utf-8"))
    assert change in stored
    stamp.write_text(json.dumps(stored | {change: "1.0"}), encoding="utf-8")
    build = project.build("--device", "cpu")
    assert row(build.stdout, "cpu") == ["2", "2", "0", "0"]


@pytest.mark.slow
def test_nothing_else_makes_a_note_run_again(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    with (project.folder / "docs" / "index.md").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    with (project.folder / "conf.py").open("a", encoding="utf-8") as stream:
        stream.write('html_title = "Another title"\n')
    build = project.build("--device", "cpu", "--time-limit", "50")
    assert build.returncode == 0, build.stdout
    assert row(build.stdout, "cpu") == ["0", "0", "0", "2"]


@pytest.mark.slow
def test_all_notes_run_again_on_another_device(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    build = project.build("--device", "meta")
    assert row(build.stdout, "meta") == ["2", "2", "0", "0"]
    assert "meta\n" in project.page("tensors/one")


@pytest.mark.slow
def test_the_index_of_errors_follows_the_notes(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    index = project.html / "en" / "index.html"
    assert "unheard-of" not in index.read_text(encoding="utf-8")
    project.write("indexing/two", "print('ValueError: unheard-of')\n")
    project.build("--device", "cpu")
    assert "unheard-of" in index.read_text(encoding="utf-8")


@pytest.mark.slow
def test_other_pages_follow_the_code(tmp_path: Path) -> None:
    project = Project(tmp_path, {"tensors/one": "print('KeyError: okapi')\n"})
    module = copy_package(tmp_path) / "across" / "error_messages.py"
    assert project.build().returncode == 0
    code = module.read_text(encoding="utf-8")
    module.write_text(code.replace('["error-index"]', '["quokka"]'), "utf-8")
    assert project.build().returncode == 0
    for language in ("en", "zh-cn"):
        page = (project.html / language / "index.html").read_text(encoding="utf-8")
        assert 'quokka">' in page


@pytest.mark.slow
def test_a_failing_build_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    before = snapshot(project.html)
    project.write("indexing/two", "raise ValueError('broken')\n")
    assert project.build("--device", "cpu").returncode == 1
    assert snapshot(project.html) == before
    project.write("indexing/two", "print('mended')\n")
    assert project.build("--device", "cpu").returncode == 0
    assert "mended" in project.page("indexing/two")
    # Nor does the card say that the note is broken.
    assert thumbnail(project, "one") == thumbnail(project, "two")


@pytest.mark.slow
def test_a_note_that_failed_can_become_what_it_was(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    before = project.page("indexing/two")
    project.write("indexing/two", "raise ValueError('broken')\n")
    assert project.build("--device", "cpu").returncode == 1
    project.write("indexing/two", NOTES["indexing/two"])
    build = project.build("--device", "cpu")
    assert row(build.stdout, "cpu") == ["1", "1", "0", "1"]
    assert project.page("indexing/two") == before


@pytest.mark.slow
def test_a_warning_of_sphinx_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    project.build("--device", "cpu")
    before = snapshot(project.html)
    project.write("indexing/two", "# %%\n# :func:`torch.no_such_name`\n\nprint(1)\n")
    for _ in ("first", "again"):
        build = project.build("--device", "cpu")
        assert build.returncode == 1
        assert "no_such_name" in build.stdout
        assert "Sphinx reported problems (on cpu)" in build.stdout
        assert snapshot(project.html) == before


@pytest.mark.slow
@pytest.mark.parametrize("event", ["source-read", "html-page-context"])
def test_after_a_crash_only_what_changed_is_read(event: str, tmp_path: Path) -> None:
    """A page is read and written as well that is again what it was before the crash."""
    project = Project(tmp_path, NOTES)
    crash = f"""
def setup(app):
    def crash(app, docname, *rest):
        source = app.env.doc2path(docname)
        if source.stem == "two" and "okapi" in source.read_text():
            raise ValueError(docname)
    app.connect({event!r}, crash, priority=900)
"""
    conf = tmp_path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + crash, encoding="utf-8")
    assert project.build().returncode == 0
    before = snapshot(project.html)
    project.write("indexing/two", "print('KeyError: okapi')\n")
    build = project.build()
    assert build.returncode != 0
    assert snapshot(project.html) == before
    project.write("indexing/two", NOTES["indexing/two"])
    build = project.build()
    assert build.returncode == 0, build.stdout
    # In each language the note, and the page of its topic if that was read as well.
    counts = re.findall(r"0 added, (\d+) changed, 0 removed", build.stdout)
    assert len(counts) == 2
    assert set(counts) <= {"1", "2"}
    after = snapshot(project.html)
    assert {name for name in after if after[name] != before.get(name)} == set()
    assert after.keys() == before.keys()


@pytest.mark.slow
def test_the_page_of_a_deleted_note_goes(tmp_path: Path) -> None:
    plot = "from matplotlib import pyplot\npyplot.plot([1, 2])\npyplot.show()\n"
    notes = {"tensors/gone": plot, "tensors/lost": "print('lost')\n"}
    project = Project(tmp_path, {**NOTES, **notes})
    project.build("--device", "cpu")
    pictures = {path.name for path in project.html.rglob("_images/*")}
    assert {"sphx_glr_gone_001.svg", "card-lost.svg", "card-one.svg"} <= pictures
    for note in notes:
        (project.folder / "examples" / f"{note}.py").unlink()
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    left = {path.name for path in project.html.rglob("*")}
    assert not [name for name in left if "gone" in name or "lost" in name]
    assert "card-one.svg" in left


def test_an_unchanged_build_does_not_import_torch(project: Project) -> None:
    project.build("--device", "cpu")
    torch = project.folder / "torch.py"
    torch.write_text("raise SystemExit(9)\n")
    try:
        build = project.build("--device", "cpu")
    finally:
        torch.unlink()
    assert build.returncode == 0, build.stdout


def test_the_processor_has_a_name() -> None:
    assert devices.full_name("cpu").strip()
