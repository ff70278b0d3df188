"""Whatever a note writes reaches its page, in order, however it is written."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from syntax_notes.running.note_output import NoteOutput
from tests.support.project import Project

KEPT = """
import functools, logging, sys

def log(text, out=sys.stdout):
    print(text, file=out)

shout = functools.partial(print, file=sys.stderr)
handler = logging.StreamHandler(sys.stdout)
logger = logging.getLogger("okapi")
logger.addHandler(handler)
log("one")
logger.warning("two")
shout("three")

# %%
# Again
# -----

log("four")
logger.warning("five")
sys.stdout.buffer.write("six\\n".encode())
shout("seven")
"""
OTHER_WAYS = """
import ctypes, multiprocessing, os, subprocess, sys

print("one")
os.write(1, b"two\\n")
os.write(2, "drei ü\\n".encode())
ctypes.CDLL(None).puts(b"four, from C")
print("five")
subprocess.run([sys.executable, "-c", "print('six, from a child')"])
subprocess.run(["echo", "seven"], stdout=sys.stdout)
os.system("echo eight")
if __name__ == "__main__":
    child = multiprocessing.get_context("fork").Process(target=print, args=("nine",))
    child.start()
    child.join()
print("ten")
"""
LOGGING = """
import logging, warnings

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
logging.getLogger("demo").info("an info")
logging.warning("a warning")
warnings.warn("another", stacklevel=1)
print("a print")
"""
BAR = """
import sys

for i in range(1000):
    print(f"\\r{i / 10:5.1f}%", end="", file=sys.stderr)
print("\\rdone 100%", file=sys.stderr)

# %%
# An open line
# ------------

print("no newline", end="")
"""
COLOURS = """
import os, subprocess, sys

link = "\\x1b]8;;https://example.org\\x1b\\\\a link\\x1b]8;;\\x1b\\\\"
print("\\x1b[3", end="")
sys.stdout.write(f"1mred\\x1b[0m and {link}")
sys.stdout.buffer.write(b"\\x1b[1m, by ")
subprocess.run(["printf", "\\x1b[3;32ma child\\x1b"])
os.write(1, b"[0m too\\n")
for i in range(101):
    print(f"\\rbars {i:3}%", end="\\n", file=sys.stderr)
    print(f"\\rrows {i:3}%\\x1b[K", end="\\x1b[A", file=sys.stderr)
print("\\n\\n\\x1b[J", end="")

# %%
# Unfinished
# ----------

print("plain\\x1b]0;a title")
"""
NOTES = {
    "topic/bar": BAR,
    "topic/colours": COLOURS,
    "topic/kept": KEPT,
    "topic/logs": LOGGING,
    "topic/other_ways": OTHER_WAYS,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build notes that write in every way."""
    project = Project(tmp_path_factory.mktemp("output"), NOTES)
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def outputs(project: Project, note: str) -> list[list[str]]:
    """Return the lines of each cell."""
    page = BeautifulSoup(project.page(f"topic/{note}"), "html.parser")
    blocks = page.select(".sphx-glr-script-out pre")
    return [block.get_text().splitlines() for block in blocks]


def test_a_stream_that_was_kept_leads_to_the_page(project: Project) -> None:
    assert outputs(project, "kept") == [
        ["one", "two", "three"],
        ["four", "five", "six", "seven"],
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such descriptors")
def test_what_does_not_go_through_python_is_there_in_order(project: Project) -> None:
    assert outputs(project, "other_ways") == [
        [
            *("one", "two", "drei ü", "four, from C", "five", "six, from a child"),
            *("seven", "eight", "nine", "ten"),
        ]
    ]


def test_the_root_logger_is_that_of_a_plain_script(project: Project) -> None:
    assert outputs(project, "logs") == [
        ["INFO an info", "WARNING a warning", "UserWarning: another", "a print"]
    ]


def test_a_progress_bar_is_one_line_also_where_a_cell_runs_in_parts(
    project: Project,
) -> None:
    assert outputs(project, "bar") == [["done 100%"], ["no newline"]]


def test_colours_and_links_go_and_bars_end_as_in_a_terminal(project: Project) -> None:
    assert outputs(project, "colours") == [
        ["red and a link, by a child too", "bars 100%", "rows 100%"],
        ["plain"],
    ]


def test_a_cell_is_cut_once_and_kept_whole() -> None:
    output, page = NoteOutput(10), io.StringIO()
    for part in ("12345\n", "67890\nabc"):
        output.begin_part(page, lambda: None)
        output.write(part)
        output.end_part()
    output.end_cell()
    assert page.getvalue() == "12345\n6789\n[5 more characters are not shown]\n"
    assert "".join(output.whole) == "12345\n67890\nabc"
    assert output.is_cut
    output.begin_cell()
    assert not output.is_cut


def test_writing_takes_text_only() -> None:
    with pytest.raises(TypeError, match="must be str, not bytes"):
        NoteOutput(10).write(b"")  # type: ignore[arg-type]


def test_a_download_alone_prints_the_same(project: Project, tmp_path: Path) -> None:
    printed = [line for cell in outputs(project, "kept") for line in cell]
    script = tmp_path / "kept.py"
    source = project.folder / "examples" / "topic" / "kept.py"
    script.write_bytes(source.read_bytes())
    run = subprocess.run(
        [sys.executable, script.name],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PYTHONUNBUFFERED": "1"},
        check=True,
    )
    assert sorted(run.stdout.splitlines()) == sorted(printed)
