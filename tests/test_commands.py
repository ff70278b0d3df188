"""What the commands say: a line for each, and a sentence where one cannot be run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.project import Project, run

COMMANDS = ("docs", "gettext", "new", "record", "releases", "serve")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "a folder", {"tensors/one": "print('one')\n"})


def test_without_arguments_the_commands_are_listed(project: Project) -> None:
    listed = run(project.folder)
    assert listed.returncode == 0
    for command in COMMANDS:
        (line,) = [one for one in listed.stdout.splitlines() if f"  {command}  " in one]
        assert line.endswith(".")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serve", "--port", "-1"], "between 1 and 65535, not '-1'"),
        (["serve", "--port", "70000"], "between 1 and 65535, not '70000'"),
        (["docs", "--time-limit", "abc"], "between 1 and 86400 seconds, not 'abc'"),
        (["docs", "--jobs", "0"], "between 1 and 512, not '0'"),
        (["docs", "--device", ""], "The device '' is not available"),
        (["docs", "--device", "cpu,meta"], "The device 'cpu,meta' is not available"),
        (
            ["docs", "./examples/tensors/onee.py"],
            "no note examples/tensors/onee.py; near",
        ),
        (["record", "--torch", "2.0.*"], "such as 2.6.0, not '2.0.*'"),
        (["record", "--torch", ""], "such as 2.6.0, not ''"),
        (["docs", "--torch", "2.0.1", "--torch", "2.1.2"], "2.0.1 and 2.1.2."),
        (["docs", "--torch", "2.0.1", "--cluster", "a:1"], "leave out --torch or"),
        (["record", "--torch", "2.0.1", "tensors/no"], "no note examples/tensors/no"),
        (["frobnicate"], "invalid choice: 'frobnicate'"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(
    arguments: list[str], sentence: str, project: Project
) -> None:
    refused = run(project.folder, *arguments)
    assert refused.returncode == 2
    assert sentence in refused.stdout.splitlines()[-1]
    assert "Traceback" not in refused.stdout
    assert not project.html.exists()


@pytest.mark.parametrize("command", ["docs", "record", "gettext"])
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("_build", "_build is in the way, since it is no folder; rename or remove it."),
        ("examples", "There is no examples/ in "),
        ("{x}", "has a brace in it"),
    ],
)
def test_a_folder_that_cannot_be_used_is_told_in_one_sentence(
    command: str, spoil: str, sentence: str, project: Project
) -> None:
    folder = project.folder
    if spoil == "_build":
        (folder / spoil).write_text("")
    elif spoil == "examples":
        (folder / spoil).rename(folder / "notes")
    else:
        folder = folder.rename(folder.with_name(spoil))
    told = run(folder, command, *(() if command == "gettext" else ("--device", "cpu")))
    assert told.returncode in (1, 2)
    assert sentence in told.stdout
    assert "Traceback" not in told.stdout


def test_a_note_is_named_by_any_path_to_it(project: Project) -> None:
    """That of a note that is not there; the other is tried where a build is."""
    for path in ("examples/tensors/no.py", str(project.folder / "examples/tensors/no")):
        told = run(project.folder, "docs", path).stdout
        assert told.startswith("There is no note examples/tensors/no.py")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="sends a signal to a group")
@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("Running the notes", signal.SIGINT),
        ("generating gallery", signal.SIGINT),
        ("generating gallery", signal.SIGTERM),
    ],
)
def test_an_interruption_ends_with_one_line(
    moment: str, number: int, project: Project
) -> None:
    project.write("tensors/one", "import time\ntime.sleep(60)\n")
    log = project.folder / "log"
    with log.open("w") as stream:
        build = subprocess.Popen(
            [sys.executable, "-m", "syntax_notes", "docs", "--device", "cpu"],
            cwd=project.folder,
            stdout=stream,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    end = time.monotonic() + 60
    while moment not in log.read_text() and time.monotonic() < end:
        time.sleep(0.02)
    # As Ctrl+C in a terminal does.
    os.killpg(build.pid, number)
    assert build.wait(20) == 128 + number
    said = log.read_text()
    assert said.endswith("Interrupted.\n")
    assert said.count("Interrupted") == 1
    assert "Traceback" not in said
    assert not project.html.exists()


@pytest.mark.slow
def test_a_build_works_without_a_home_in_ascii_and_for_its_owner_alone(
    project: Project,
) -> None:
    bare = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    environment = {name: value for name, value in os.environ.items() if name != "HOME"}
    built = subprocess.run(
        [sys.executable, "-m", "syntax_notes", "docs", "--device", "cpu"],
        cwd=project.folder,
        env=environment | bare,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        umask=0o077,
    )
    assert built.returncode == 0, built.stdout
    page = project.html / "zh-cn" / "notes" / "tensors" / "one.html"
    assert "运行" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o077 == 0
