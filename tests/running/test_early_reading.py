"""The second language reads the page of a note while the next note runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.project import Project

pytestmark = pytest.mark.slow

# Passes only if the page of the first note has been read before the notes have run.
WAITS = """
import sys, time
from pathlib import Path
root = Path(sys.argv[0]).parents[2]
read = root / "_build/work/cpu/doctrees/zh_CN/notes/topic/first.doctree"
until = time.monotonic() + 30
while not read.exists():
    assert time.monotonic() < until
    time.sleep(0.1)
print("waited")
"""


# The process that has started the one which keeps that of the note: the build.
KILLS_BUILD = """
import os, psutil, signal
psutil.Process(psutil.Process(os.getppid()).ppid()).send_signal(signal.SIGKILL)
"""


def chinese(project: Project, note: str) -> str:
    """Return a page in the second language."""
    page = project.html / "zh-cn" / "notes" / f"{note}.html"
    return page.read_text(encoding="utf-8")


def test_a_page_is_read_while_the_next_note_runs(tmp_path: Path) -> None:
    notes = {"topic/first": "print('okapi')\n", "topic/second": WAITS}
    project = Project(tmp_path, notes)
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert "okapi" in chinese(project, "topic/first")


def test_a_page_that_is_there_is_not_read_before_its_note_has_run(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path, {"topic/first": "print('okapi')\n"})
    assert project.build().returncode == 0
    shutil.rmtree(tmp_path / "_build/work/cpu/doctrees/zh_CN")
    project.write("topic/first", "import time\ntime.sleep(1)\nprint('quokka')\n")
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert "quokka" in chinese(project, "topic/first")
    assert "okapi" not in chinese(project, "topic/first")


def test_the_place_of_a_note_that_never_ran_goes_with_its_name(tmp_path: Path) -> None:
    notes = {"topic/first": KILLS_BUILD, "topic/second": "print(2)\n"}
    project = Project(tmp_path, notes)
    assert project.build().returncode != 0
    examples = tmp_path / "examples" / "topic"
    (examples / "second.py").rename(examples / "third.py")
    project.write("topic/first", "print('okapi')\n")
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert "okapi" in chinese(project, "topic/first")
    assert not (project.html / "zh-cn/notes/topic/second.html").exists()


def test_places_of_a_killed_build_do_not_become_pages(tmp_path: Path) -> None:
    project = Project(tmp_path, {"topic/first": KILLS_BUILD})
    assert project.build().returncode != 0
    project.write("topic/other", "print('okapi')\n")
    (tmp_path / "examples/topic/first.py").unlink()
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert "okapi" in chinese(project, "topic/other")
    assert not (project.html / "zh-cn/notes/topic/first.html").exists()


# The first language removes pages when the second has listed them, if it ever does
# before; the second opens what it has listed when the first has removed.
STAGED = """

def setup(app):
    import time
    from pathlib import Path

    from sphinx import project
    from syntax_notes.running import generated_pages

    here = Path(__file__).parent
    prune, listing = generated_pages.prune, project.get_matching_files

    def wait(mark, seconds):
        until = time.monotonic() + seconds
        while not (here / mark).exists() and time.monotonic() < until:
            time.sleep(0.02)

    def late_prune(*arguments):
        wait("listed", 2)
        prune(*arguments)
        (here / "pruned").touch()

    def early_listing(*arguments):
        found = list(listing(*arguments))
        if app.config.language != "en":
            (here / "listed").touch()
            wait("pruned", 20)
        return found

    generated_pages.prune = late_prune
    project.get_matching_files = early_listing
"""


def test_a_language_looks_for_pages_when_the_first_has_removed_what_is_gone(
    tmp_path: Path,
) -> None:
    notes = {"topic/first": "print('okapi')\n", "gone/broken": "raise ValueError\n"}
    project = Project(tmp_path, notes)
    assert project.build().returncode == 1
    assert (tmp_path / "docs/notes/gone/broken.rst").exists()
    shutil.rmtree(tmp_path / "examples" / "gone")
    conf = tmp_path / "conf.py"
    conf.write_text(conf.read_text("utf-8") + STAGED, "utf-8")
    build = project.build()
    assert build.returncode == 0, build.stdout
    assert (tmp_path / "listed").exists()
    assert "okapi" in chinese(project, "topic/first")


def test_a_page_of_a_note_that_is_not_executed_is_read_when_all_of_it_is_there(
    tmp_path: Path,
) -> None:
    notes = {"topic/pick": "print('okapi')\n", "topic/shown": "print('quokka')\n"}
    project = Project(tmp_path, notes)
    conf = tmp_path / "conf.py"
    text = conf.read_text(encoding="utf-8").replace(r'r"\.py$"', '"pick"')
    slow = (
        "import time, sphinx_gallery.gen_rst as stock\n"
        "own = stock.jupyter_notebook\n"
        "stock.jupyter_notebook = lambda *given: (time.sleep(2), own(*given))[1]\n"
    )
    conf.write_text(f"{text}\n{slow}", encoding="utf-8")
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    assert "quokka" in chinese(project, "topic/shown")
