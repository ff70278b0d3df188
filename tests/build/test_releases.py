"""Other releases of PyTorch: their environments, and what is run in them.

PyTorch 9.9.9 is a small wheel here. It brings the packages that the tests run with, so
that notes run, and says that it is another release.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from syntax_notes.build import pip_log
from syntax_notes.recordings import recording_files
from tests.support.project import Project, run
from tests.support.wheels import EVERYTHING, pip_uses, write_wheel

GROUPS = '[dependency-groups]\ndocs = ["torch==2.13.0", "numpy"]\n'
BROKEN = {"torch/__init__.py": "raise ImportError('libcudart.so.9 is not there')\n"}
LISTED = re.compile(r"^notes_releases = \[.*?^\]", re.MULTILINE | re.DOTALL)


def list_releases(project: Project, *releases: str) -> None:
    """Have conf.py list releases."""
    path = project.folder / "conf.py"
    lines = "".join(f'    "{release}",\n' for release in releases)
    text = LISTED.sub(f"notes_releases = [\n{lines}]", path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")


def recording_path(project: Project, release: str) -> Path:
    """Return the file of what the note printed with a release."""
    return project.folder / "recordings" / "cpu" / release / "tensors" / "one.json"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Return a folder of wheels: releases 7.7.7, which is broken, and 9.9.9."""
    folder = tmp_path / "index"
    write_wheel(folder, "torch", "7.7.7", BROKEN)
    write_wheel(folder, "torch", "9.9.9", EVERYTHING)
    write_wheel(folder, "numpy", "3.0.0")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project that is recorded on no release."""
    project = Project(tmp_path / "a project", {"tensors/one": "print('one')\n"})
    (project.folder / "pyproject.toml").write_text(GROUPS, encoding="utf-8")
    (project.folder / "constraints.txt").write_text("torch==2.13.0\nnumpy==2.4.6\n")
    list_releases(project, "8.8.8", "9.9.9")
    return project


def test_releases_are_recorded_one_after_the_other(
    project: Project, index: Path
) -> None:
    """One that cannot be had stops no other, and a half-made one is made anew."""
    made = project.folder / "_build" / "releases"
    half = made / "9.9.9" / "bin"
    half.mkdir(parents=True)
    (half / "python").write_text("of an installation that was killed")
    asked = [f"--torch={one}" for one in ("9.9.8", "7.7.7", "9.9.9", "9.9.9")]
    # With a limit, pip says that it is in conflict with it, also where it is not.
    limit = index.parent / "limit.txt"
    limit.write_text("torch<=9.9.9\n")
    first = run(
        project.folder,
        *("record", "--device", "cpu", *asked),
        environment=pip_uses(index, PIP_CONSTRAINT=str(limit)),
    )
    assert first.returncode == 1
    python = ".".join(map(str, sys.version_info[:2]))
    assert f"There is no PyTorch 9.9.8 for Python {python} on " in first.stdout
    assert "; pip offers 7.7.7, 9.9.9.\n" in first.stdout
    assert (
        "PyTorch 7.7.7 is installed, and cannot be imported: ImportError: "
        "libcudart.so.9 is not there (_build/releases/7.7.7.log)\n"
    ) in first.stdout
    assert first.stdout.count("Running the notes on cpu.") == 1
    assert "Traceback" not in first.stdout
    assert "The site does not show" not in first.stdout
    recording = recording_files.read(recording_path(project, "9.9.9"), "cpu")
    assert recording.environment.versions["torch"] == "9.9.9"
    assert recording.environment.versions["numpy"] == "3.0.0"
    assert [path.name for path in made.iterdir() if path.is_dir()] == ["9.9.9"]

    # While another command uses the environment, one that needs it waits.
    with FileLock(made / "lock"):
        second = subprocess.Popen(
            [sys.executable, "-m", "syntax_notes", "record", "--torch", "9.9.9"],
            cwd=project.folder,
            env=os.environ | pip_uses(index),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert second.stdout is not None
        lines = [second.stdout.readline() for _ in range(2)]
        assert lines[1] == (
            "Waiting: another command uses an environment in this folder.\n"
        )
    said, _ = second.communicate(timeout=60)
    assert second.returncode == 0
    assert "Installing" not in said
    assert "No recording has changed." in said

    third = run(project.folder, "releases", "--device=cpu", environment=pip_uses(index))
    assert third.returncode == 1
    assert "PyTorch 9.9.9 (2 of 2)\nRecorded already.\n" in third.stdout
    table = third.stdout.partition("release  device")[2].splitlines()
    assert re.match(r"8\.8\.8 +cpu +0 of 1 +0 +\d+  There is no PyTorch 8", table[1])
    assert re.match(r"9\.9\.9 +cpu +1 of 1 +0 +-  recorded before$", table[2])


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="sends a signal to a group")
def test_an_interrupted_installation_leaves_nothing(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        command = subprocess.Popen(
            [sys.executable, "-m", "syntax_notes", "record", "--torch", "9.9.9"],
            cwd=project.folder,
            env=os.environ | pip_uses(None, PIP_INDEX_URL=address),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
        )
        connection, _ = silent.accept()
        with connection:
            os.killpg(command.pid, signal.SIGINT)
            said, _ = command.communicate(timeout=60)
    assert command.returncode == 128 + signal.SIGINT
    assert said.splitlines()[2:] == ["Interrupted."]
    folder = project.folder / "_build" / "releases"
    assert [path for path in folder.iterdir() if path.is_dir()] == []


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        (
            "ERROR: Could not find a version that satisfies the requirement "
            "torch==2.0.1 (from versions: 2.6.0, 2.7.0+cpu, 2.7.0, 2.8.0, 2.9.0)\n"
            "ERROR: No matching distribution found for torch==2.0.1\n",
            "pip offers 2.6.0, 2.7.0.",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by "
            "'NewConnectionError(...)': /simple/torch/\n"
            "ERROR: Could not find a version that satisfies the requirement "
            "torch==2.0.1 (from versions: none)\n",
            "finds no release at all, as there is no network (a.log).",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement "
            "torch==2.0.1 (from versions: none)\n",
            "finds no release at all, as its index has none (a.log).",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space "
            "left on device\n",
            "The disk is full: PyTorch 2.0.1 takes",
        ),
        (
            "The conflict is caused by:\n    The user requested torch==2.0.1\n"
            "    The user requested (constraint) torch>=2.6\n\n"
            "ERROR: ResolutionImpossible: for help visit https://pip.pypa.io\n",
            "pip is set to install torch>=2.6 only",
        ),
        (
            "Collecting a\nERROR: Exception:\nTraceback (most recent call last):\n"
            "  File 'a'\nReadTimeoutError: Read timed out.\n",
            "cannot be installed: ReadTimeoutError: Read timed out. (a.log)",
        ),
        (
            "ERROR: No matching distribution found for sphinx==9.0.4\n\nbye\n",
            "cannot be installed: No matching distribution found for sphinx==9.0.4 (a",
        ),
    ],
)
def test_what_pip_says_becomes_one_sentence(log: str, sentence: str) -> None:
    explained = pip_log.explain(log, "2.0.1", "a.log")
    assert sentence in explained
    assert len(explained.splitlines()) == 1


def test_a_newer_release_is_added_to_the_list(project: Project, index: Path) -> None:
    list_releases(project, "7.7.6", "7.7.7")
    find = ("releases", "--find")
    found = run(project.folder, *find, environment=pip_uses(index))
    assert (found.returncode, found.stdout) == (0, "9.9.9\n")
    conf = (project.folder / "conf.py").read_text(encoding="utf-8")
    assert '    "7.7.7",\n    "9.9.9",\n]' in conf
    again = run(project.folder, *find, environment=pip_uses(index))
    assert (again.returncode, again.stdout) == (0, "\n")
    assert (project.folder / "conf.py").read_text(encoding="utf-8") == conf


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('notes_releases = "2.6.0"', "conf.py: notes_releases has to be a list of"),
        ('notes_releases = ["2.6"]', "such as '2.6.0', and is ['2.6']"),
        ("notes_releases = []", "conf.py lists no releases in notes_releases."),
        ("notes_releases = [", "conf.py:"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_list_that_cannot_be_used_is_told(
    line: str, sentence: str, project: Project
) -> None:
    path = project.folder / "conf.py"
    path.write_text(LISTED.sub(line, path.read_text("utf-8")), encoding="utf-8")
    told = run(project.folder, "releases")
    assert told.returncode == 1
    assert sentence in told.stdout
    assert len(told.stdout.splitlines()) == 1


def test_a_summary_says_what_differs_from_the_release_before(project: Project) -> None:
    project.write("tensors/one", "print('one')\n\n# %%\nprint('two')\n")
    list_releases(project, "2.13.0", "9.9.9")
    assert "2.13.0 is not recorded" in summarize(project)
    assert project.record("--device", "cpu").returncode == 0
    before = recording_files.read(recording_path(project, "2.13.0"), "cpu")
    cells = (before.cells[0], replace(before.cells[1], stdout="", exception="E: new"))
    where = replace(before.environment, versions={"torch": "9.9.9"})
    path = recording_path(project, "9.9.9")
    recording_files.write(replace(before, environment=where, cells=cells), path)
    said = summarize(project)
    assert "0 of 1 notes run to their ends (1 before). Of 2 cells 1 print the" in said
    assert "1 do not; 1 fail (0 before)." in said
    assert "### tensors/one: cell 2 fails\n" in said
    assert "\n-two\n" in said
    assert "\n+E: new\n" in said


def summarize(project: Project) -> str:
    """Return what is said of PyTorch 9.9.9."""
    return run(project.folder, "releases", "--summary", "9.9.9").stdout


@pytest.mark.slow
def test_the_site_can_be_built_with_another_release(
    project: Project, index: Path
) -> None:
    begun = time.time()
    command = ("docs", "--device", "cpu", "--torch")
    missing = run(project.folder, *command, "8.8.8", environment=pip_uses(index))
    assert missing.returncode == 1
    assert missing.stdout.endswith("The site was not replaced.\n")
    built = run(project.folder, *command, "9.9.9", environment=pip_uses(index))
    assert built.returncode == 0, built.stdout
    page = project.html / "en" / "notes" / "tensors" / "one.html"
    assert page.stat().st_mtime > begun
    again = run(project.folder, *command, "9.9.9", environment=pip_uses(index))
    assert "Nothing has changed since the last build." in again.stdout


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="sends a signal to a group")
def test_an_interruption_of_what_runs_with_a_release_is_told_once(
    project: Project, index: Path
) -> None:
    project.write("tensors/one", "import time\ntime.sleep(60)\n")
    log = project.folder / "log"
    with log.open("w") as stream:
        command = subprocess.Popen(
            [sys.executable, "-m", "syntax_notes", "record", "--torch", "9.9.9"],
            cwd=project.folder,
            env=os.environ | pip_uses(index),
            stdout=stream,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    end = time.monotonic() + 120
    while "generating gallery" not in log.read_text() and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(command.pid, signal.SIGINT)
    assert command.wait(60) == 128 + signal.SIGINT
    said = log.read_text()
    assert said.endswith("Interrupted.\n")
    assert said.count("Interrupted") == 1
    assert "Traceback" not in said
    assert (project.folder / "_build" / "releases" / "9.9.9").exists()
