"""Recording, through the command that `nox -s record` runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from syntax_notes.backends.pytorch import backend
from syntax_notes.notes import declarations
from syntax_notes.recordings import comparing, recording_files
from syntax_notes.running.terminal import SEQUENCE
from tests.support import recorded
from tests.support.note_list import EXAMPLES, NOTES
from tests.support.project import ROOT, Project, copy_package

CPU = f"cpu/{recorded.RELEASE}"
SMALL = {"tensors/one": "print('one')\n", "indexing/two": "print('two')\n"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two notes, recorded on the CPU."""
    project = Project(tmp_path, SMALL)
    log = project.record("--device", "cpu")
    assert log.returncode == 0, log.stdout
    return project


def files(project: Project) -> dict[str, bytes]:
    """Return the recordings of a project."""
    folder = project.folder / "recordings"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.json")
    }


def test_each_note_is_recorded(project: Project) -> None:
    expected = {
        f"cpu/{recorded.RELEASE}/tensors/one.json",
        f"cpu/{recorded.RELEASE}/indexing/two.json",
    }
    assert set(files(project)) == expected
    recording = recorded.read(project.folder, "cpu", "tensors/one")
    (cell,) = recording.cells
    assert (cell.code, cell.stdout) == ("print('one')", "one\n")
    assert recording.environment.versions["torch"].startswith("2.")


def test_the_same_run_twice_writes_the_same_bytes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(project)
    # Another day, and a run that has nothing of the first one left.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    for path in (project.folder / "_build", project.folder / "docs" / "notes"):
        subprocess.run(["rm", "-rf", str(path)], check=True)
    log = project.record("--device", "cpu")
    assert "No recording has changed." in log.stdout
    assert files(project) == before


def test_the_date_changes_with_the_output(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    project.write("tensors/one", "print('other')\n")
    log = project.record("--device", "cpu").stdout
    assert f"recordings/{CPU}/tensors/one.json: changed" in log
    assert "two.json" not in log.rpartition("device  name")[2]
    one = recorded.read(project.folder, "cpu", "tensors/one")
    two = recorded.read(project.folder, "cpu", "indexing/two")
    assert one.environment.date == "2100-01-01"
    assert two.environment.date < "2100-01-01"


def test_only_the_notes_named_are_run_and_written(project: Project) -> None:
    for note in SMALL:
        project.write(note, "print('changed')\n")
    log = project.record("--device", "cpu", "examples/tensors/one.py").stdout
    assert re.search(r"^cpu .* 1 +1 +0 +0$", log, re.M)
    one = recorded.read(project.folder, "cpu", "tensors/one")
    two = recorded.read(project.folder, "cpu", "indexing/two")
    assert one.cells[0].stdout == "changed\n"
    assert two.cells[0].stdout == "two\n"


def test_a_note_that_is_not_there_is_refused_with_the_nearest(
    project: Project,
) -> None:
    log = project.record("tensors/onee")
    assert log.returncode == 2
    assert log.stdout == (
        "There is no note examples/tensors/onee.py; near it: tensors/one.\n"
    )


def test_a_note_that_fails_keeps_its_recording(project: Project) -> None:
    before = files(project)
    project.write("tensors/one", "print('one')\n1 / 0\n")
    project.write("indexing/two", "print('three')\n")
    log = project.record("--device", "cpu")
    assert log.returncode == 1
    assert "examples/tensors/one.py:8: ZeroDivisionError" in log.stdout
    after = files(project)
    assert after[f"{CPU}/tensors/one.json"] == before[f"{CPU}/tensors/one.json"]
    assert b"three" in after[f"{CPU}/indexing/two.json"]


@pytest.mark.slow
def test_a_value_is_recorded_where_sphinx_gallery_shows_it(tmp_path: Path) -> None:
    project = Project(tmp_path, {"tensors/one": "print('out')\n[1, 2]\n"})
    conf = tmp_path / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(
        text.replace('"capture_repr": ()', '"capture_repr": ("__repr__",)'), "utf-8"
    )
    assert project.record("--device", "cpu").returncode == 0
    (cell,) = recorded.read(tmp_path, "cpu", "tensors/one").cells
    assert (cell.stdout, cell.repr) == ("out\n", "[1, 2]")
    assert project.build("--device", "cpu").returncode == 0
    assert "out\n[1, 2]" in project.page("tensors/one")


def test_a_note_with_a_diagram_is_recorded(tmp_path: Path) -> None:
    asked = '# sphinx_gallery_diagram = "t + 1"\n'
    project = Project(
        tmp_path, {"tensors/one": f"import torch\n{asked}t = torch.ones(2)"}
    )
    log = project.record("--device", "cpu")
    assert log.returncode == 0, log.stdout
    assert set(files(project)) == {f"{CPU}/tensors/one.json"}


@pytest.mark.slow
def test_the_build_shows_a_device_that_it_ran_before_one_that_was_recorded(
    project: Project,
) -> None:
    assert project.record("--device", "meta").returncode == 0
    project.write("tensors/one", "import torch\nprint(torch.ones(1).device)\n")
    log = project.build("--device", "cpu", "--device", "meta").stdout
    assert "out of date" not in project.page("tensors/one").lower()
    assert "differs on meta" in project.page("tensors/one")
    assert (
        "Not as recorded on meta: tensors/one; `nox -s record -- --device meta "
        "tensors/one` accepts it." in log
    )
    # A build on the CPU alone shows what was accepted, of the code that was.
    assert project.build("--device", "cpu").returncode == 0
    assert "Out of date: what meta" in project.page("tensors/one")


def test_a_build_without_recordings_says_how_to_make_them(tmp_path: Path) -> None:
    log = Project(tmp_path, SMALL).build("--device", "cpu").stdout
    assert (
        "cpu has no recordings; `nox -s record -- --device cpu` keeps what it printed."
        in log
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda file: file.write_text("{", "utf-8"),
            f"cuda/{recorded.RELEASE}/tensors/one.json is not JSON",
        ),
        (lambda file: recorded.edit(file, schema=9), "one.json has the schema 9"),
        (lambda file: recorded.edit(file, cells=[]), "one.json was edited after"),
    ],
)
def test_a_recording_that_cannot_be_relied_on_fails_each_build(
    spoil: object, message: str, project: Project
) -> None:
    file = recorded.like_cpu(project.folder, "tensors/one")
    good = file.read_bytes()
    assert project.build("--device", "cpu").returncode == 0
    page = project.page("tensors/one")
    spoil(file)  # type: ignore[operator]
    for _ in range(2):
        build = project.build("--device", "cpu")
        assert build.returncode == 1
        assert message in build.stdout
        assert project.page("tensors/one") == page
    file.write_bytes(good)
    assert project.build("--device", "cpu").returncode == 0
    assert project.page("tensors/one") == page


def test_a_recording_that_no_page_can_show_is_left_out(project: Project) -> None:
    file = recorded.path(project.folder, "cpu", "tensors/one")
    gone = recorded.path(project.folder, "cpu", "tensors/gone")
    unknown = recorded.path(project.folder, "gpu", "tensors/one")
    unlisted = recorded.path(project.folder, "cpu", "tensors/one", "1.12.0")
    misplaced = project.folder / "recordings" / "cpu" / "tensors" / "one.json"
    for target in (gone, unknown, unlisted, misplaced):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    build = project.build("--device", "cpu")
    assert build.returncode == 0
    assert (
        f"recordings/{CPU}/tensors/gone.json is left out: there is no note "
        "examples/tensors/gone.py;" in build.stdout
    )
    for text in (
        "/tensors/one.json is left out: PyTorch has no device called 'gpu'.",
        "recordings/cpu/1.12.0 is left out: notes_releases in conf.py does not list",
        "/cpu/<release>/<topic>/<note>.json, and 'tensors' is no release.",
    ):
        assert text in build.stdout
    assert "gpu" not in project.page("tensors/one")
    assert gone.exists()


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"schema": 1}'])
def test_a_recording_of_the_device_of_the_pages_is_looked_at_too(
    content: bytes, project: Project
) -> None:
    file = recorded.path(project.folder, "cpu", "tensors/one")
    file.write_bytes(content)
    build = project.build("--device", "cpu")
    assert build.returncode == 1
    assert "Traceback" not in build.stdout
    log = SEQUENCE.sub("", build.stdout)
    (line,) = re.findall(r"recordings/cpu/\S*/tensors/one\.json .*$", log, re.M)
    assert line.endswith(
        "--device cpu tensors/one` writes it anew, without its history."
    )
    assert project.record("--device", "cpu").returncode == 0
    assert recorded.read(project.folder, "cpu", "tensors/one")


@pytest.mark.slow
def test_what_a_killed_build_has_half_written_is_made_again(project: Project) -> None:
    assert project.build("--device", "cpu").returncode == 0
    generated = project.folder / "docs" / "notes" / "tensors"
    kept = generated / "one.recording.json"
    kept.write_text("{", encoding="utf-8")
    page = generated / "one.rst"
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    for _ in range(2):
        build = project.build("--device", "cpu")
        assert "Traceback" not in build.stdout
    assert build.returncode == 0
    assert "Ran on cpu" in project.page("tensors/one")
    assert recording_files.read(kept, "cpu")


@pytest.mark.slow
def test_a_note_without_code_is_recorded_once(tmp_path: Path) -> None:
    project = Project(tmp_path, {"tensors/prose": "# %%\n# Only words.\n"})
    assert project.record("--device", "cpu").returncode == 0
    assert recorded.read(tmp_path, "cpu", "tensors/prose").cells == ()
    for run in ("1 +1", "0 +0"):
        build = project.build("--device", "cpu")
        assert re.search(rf"^cpu .* {run} +0 +[01]$", build.stdout, re.M)
        assert "Not as recorded" not in build.stdout


@pytest.mark.slow
def test_a_device_has_a_name_and_no_number(project: Project) -> None:
    for name in ("cpu:0", "hpu", "privateuseone"):
        log = project.record("--device", name)
        assert log.returncode == 2
        assert log.stdout.startswith(f"The device {name!r} is not available")


@pytest.mark.parametrize("seconds", ["0", "-5", "99999999999"])
def test_a_time_limit_is_a_number_of_seconds(seconds: str, project: Project) -> None:
    log = project.build("--time-limit", seconds)
    assert log.returncode == 2
    assert "must be a whole number between 1 and 86400 seconds" in log.stdout


@pytest.mark.slow
def test_a_page_follows_its_recordings(project: Project) -> None:
    assert project.build("--device", "cpu").returncode == 0
    assert "NVIDIA" not in project.page("tensors/one")
    file = recorded.like_cpu(project.folder, "tensors/one", "uno\n")
    build = project.build("--device", "cpu")
    assert re.search(r"^cpu .* 0 +0 +0 +2$", build.stdout, re.M)
    assert "uno" in project.page("tensors/one")
    file.unlink()
    project.build("--device", "cpu")
    assert "NVIDIA" not in project.page("tensors/one")


@pytest.mark.slow
def test_a_second_build_waits_for_the_first(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    flag = tmp_path_factory.mktemp("beside") / "flag"
    code = f"""
        import pathlib, time
        pathlib.Path({str(flag)!r}).touch()
        while pathlib.Path({str(flag)!r}).exists():
            time.sleep(0.05)
        print("waited for")
        """
    project.write("tensors/one", code)
    command = [sys.executable, "-m", "syntax_notes", "docs", "--device", "cpu"]
    folder = project.folder

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    with start() as first:
        while not flag.exists():
            assert first.poll() is None
        with start() as second:
            assert second.stdout is not None
            assert second.stdout.readline() == (
                "Waiting: another build runs in this folder.\n"
            )
            flag.unlink()
            log = second.stdout.read()
            assert second.wait() == 0
        assert first.stdout is not None
        first.stdout.read()
        assert first.wait() == 0
    # The first has run the note; the second found it unchanged.
    assert re.search(r"^cpu .* 0 +0 +0 +2$", log, re.M)


def test_it_runs_where_packages_are_on_the_path_only(tmp_path: Path) -> None:
    # As on a machine where nothing can be installed: no site-packages of its own.
    project = Project(tmp_path, SMALL)
    code = copy_package(project.folder).parent
    packages = sysconfig.get_paths()["purelib"]
    base = getattr(sys, "_base_executable", sys.executable)
    run = subprocess.run(
        [base, "-S", "-m", "syntax_notes", "record", "--device", "cpu"],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": f"{code}{os.pathsep}{packages}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert run.returncode == 0, run.stdout
    expected = {
        f"cpu/{recorded.RELEASE}/tensors/one.json",
        f"cpu/{recorded.RELEASE}/indexing/two.json",
    }
    assert set(files(project)) == expected


@pytest.mark.parametrize("note", NOTES)
def test_a_note_prints_what_is_recorded(note: str, site: Path) -> None:
    accept = f"nox -s record -- --device cpu {note}"
    device = recorded.accepted(ROOT, "cpu")
    # With another release than the pinned one, that which comes nearest.
    release = device.nearest(recorded.RELEASE, note)
    if release is None:
        pytest.fail(f"{note} has no recording; `{accept}` makes it.")
    name = device.path(release, note).relative_to(ROOT).as_posix()
    kept = site.parents[1] / "docs" / "notes" / f"{note}.recording.json"
    printed = recording_files.read(kept, "cpu")
    changes = comparing.difference(device.read(release, note), printed, name)
    if changes:
        pytest.fail(
            f"{note} prints something else than is recorded, of {release}, with "
            f"{recorded.RELEASE}:\n\n{changes}\n\nIf it is right, accept it: {accept}",
            pytrace=False,
        )


ACCEPTED = sorted(
    path.relative_to(ROOT / "recordings").with_suffix("").parts
    for path in (ROOT / "recordings").glob("*/*/*/*.json")
)


@pytest.mark.parametrize(("device", "release", "topic", "name"), ACCEPTED)
def test_an_accepted_recording_is_sound_and_explained(
    device: str, release: str, topic: str, name: str
) -> None:
    note = f"{topic}/{name}"
    assert note in NOTES
    recording = recorded.read(ROOT, device, note, release)
    cpu = recorded.read(ROOT, "cpu", note)
    if device == "cpu":
        return  # The build asks for a reason where a note has to pass.
    if recording.code_hash != cpu.code_hash:
        return  # Out of date: the page says so.
    cells = declarations.of_note(EXAMPLES / f"{note}.py")
    for cell, same, says in zip(recording.cells, cpu.cells, cells, strict=True):
        if not cell.exception and not comparing.is_same(
            cell.output, same.output, backend.without_device
        ):
            assert says.why_differs(device, recording.environment.versions), (
                f"examples/{note}.py:{says.line}: the cell differs on {device}; say "
                f"what that teaches with # sphinx_gallery_differs_on"
            )
