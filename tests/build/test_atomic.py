"""A build that is killed leaves the last site whole, and nothing to clean up."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.project import Project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kills processes"),
]

NOTES = {
    "indexing/one": "print('one')\n",
    "tensors/two": "import torch\nprint(torch.arange(3))\n",
}
KILLS = 20


def site(project: Project) -> dict[str, bytes]:
    """Return the files of the site that people open."""
    return {
        path.relative_to(project.html).as_posix(): path.read_bytes()
        for path in project.html.rglob("*")
        if path.is_file()
    }


def start(project: Project) -> subprocess.Popen[bytes]:
    """Start a build, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "syntax_notes", "docs"],
        cwd=project.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_a_build_killed_at_any_moment_is_made_up_for_by_the_next(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path / "killed", NOTES)
    began = time.monotonic()
    assert project.build().returncode == 0
    takes = time.monotonic() - began
    moments = random.Random(20)
    shown = site(project)
    for number in range(KILLS):
        project.write("indexing/one", f"print('edit {number}')\n")
        build = start(project)
        time.sleep(moments.uniform(0, takes))
        # The whole group, as when a machine goes down, or the first process alone.
        if number % 2:
            os.killpg(build.pid, signal.SIGKILL)
        else:
            build.kill()
        build.wait()
        found = site(project)
        page = found["en/notes/indexing/one.html"].decode()
        if found != shown:
            # The build was done before it was killed.
            assert f"edit {number}\n" in page
            assert found.keys() == shown.keys()
            shown = found
    assert project.build().returncode == 0
    clean = Project(tmp_path / "clean", {})
    for note in NOTES:
        path = Path("examples", f"{note}.py")
        clean.write(note, "")
        (clean.folder / path).write_bytes((project.folder / path).read_bytes())
    assert clean.build().returncode == 0
    assert site(project) == site(clean)


def test_pages_that_a_killed_build_did_not_write_are_written(tmp_path: Path) -> None:
    """It had stored what it read, so that to Sphinx nothing is out of date."""
    project = Project(tmp_path, NOTES)
    assert project.build().returncode == 0
    work = tmp_path / "_build" / "work" / "cpu"
    for language, folder in (("en", "en"), ("zh_CN", "zh-cn")):
        doctrees = work / "doctrees" / language
        shutil.copy(doctrees / "environment.pickle", doctrees / "environment.kept")
        (work / "html" / folder / "genindex.html").write_text("okapi")
        (work / "html" / folder / "index.html").write_text("okapi")
    assert project.build().returncode == 0
    for folder in ("en", "zh-cn"):
        for page in ("index", "genindex"):
            text = (project.html / folder / f"{page}.html").read_text(encoding="utf-8")
            assert "</html>" in text


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 40 MiB, where that is allowed."""
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(tmp_path)]
    if shutil.which("mount") is None or subprocess.run(command).returncode:
        pytest.skip("needs the right to mount a disk in memory, as root has")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_is_said_and_leaves_the_site_whole(small_disk: Path) -> None:
    project = Project(small_disk / "project", NOTES)
    assert project.build().returncode == 0
    before = site(project)
    filler = small_disk / "filler"
    failed = 0
    # So many KiB are left. With none the note cannot run, with some its page cannot be
    # written or copied; in the end there is room.
    for number, left in enumerate((0, 16, 128, 4096)):
        project.write("indexing/one", f"print('one {number}')\n")
        free = shutil.disk_usage(small_disk).free - left * 1024
        filler.write_bytes(bytes(free))
        build = project.build()
        filler.unlink()
        if build.returncode == 0:
            assert f"one {number}" in project.page("indexing/one")
            before = site(project)
            continue
        failed += 1
        assert "The disk is full: " in build.stdout
        assert build.stdout.endswith("The site was not replaced.\n")
        assert site(project) == before
    assert failed >= 2
    project.write("indexing/one", "print('there is room again')\n")
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert "there is room again" in project.page("indexing/one")
