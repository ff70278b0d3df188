"""What was removed is gone from the site, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.project import Project, run

SITE = {"SITE_URL": "https://example.org"}
PLOT = """
import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.title("okapi")
plt.show()
"""
FAILS = "raise ValueError('okapi')\n"
KEPT = "print('kept')\n"
# Files where the pages are written.
NAMED_BY_NOBODY = (
    "fr/index.html",
    "okapi.html",
    "en/okapi.html",
    "en/notes/okapi/index.html",
    "en/notes/third/okapi.md",
    "zh-cn/_static/okapi.css",
    "en/_images/okapi.svg",
    "en/_downloads/0/okapi.py",
    "zh-cn/_search/okapi.js",
)
IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield a file by its name, an archive with all that is in it."""
    if name.endswith((".zip", ".epub")):
        with ZipFile(BytesIO(content)) as packed:
            for inside in packed.namelist():
                yield from texts(f"{name}/{inside}", packed.read(inside))
    elif name.endswith("objects.inv"):
        head, _, rest = content.partition(b"using zlib.\n")
        yield name, (head + zlib.decompress(rest)).decode()
    else:
        yield name, content.decode(errors="replace")


def having(project: Project, word: str) -> list[str]:
    """Return where a word is: in the site, and in what the notes have generated."""
    return [
        name
        for folder in (project.html, project.folder / "docs" / "notes")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for name, text in texts(str(path.relative_to(folder)), path.read_bytes())
        if word in name or word in text
    ]


def build(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Build on the CPU for a site whose address is known."""
    command = ("docs", "--device", "cpu", *arguments)
    return run(project.folder, *command, environment=SITE)


def passes(project: Project, *arguments: str) -> None:
    """Build a site, which must succeed."""
    made = build(project, *arguments)
    assert made.returncode == 0, made.stdout


def interrupt(project: Project) -> None:
    """Interrupt a build that writes pages, as Ctrl+C does."""
    doctrees = project.folder / "_build" / "work" / "cpu" / "doctrees" / "en"
    process = subprocess.Popen(
        [sys.executable, "-m", "syntax_notes", "docs", "--device", "cpu"],
        cwd=project.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # What was read is stored then, beside what the last good build has stored.
    stored = [doctrees / "environment.kept", doctrees / "environment.pickle"]
    while not all(path.exists() for path in stored):
        assert process.poll() is None
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) != 0


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="interrupts a group of processes")
def test_nothing_is_left_of_a_topic_after_builds_went_wrong(tmp_path: Path) -> None:
    project = Project(tmp_path, {"first/kept": KEPT, "okapi/of_okapi": PLOT})
    passes(project)
    assert "en/notes/okapi/of_okapi.md" in having(project, "okapi")
    project.write("okapi/more_okapi", "print('okapi')\n")
    interrupt(project)
    project.write("okapi/fails_okapi", FAILS)
    assert build(project).returncode == 1
    shutil.rmtree(tmp_path / "examples" / "okapi")
    passes(project)
    assert having(project, "okapi") == []
    assert "kept" in project.page("first/kept")


@pytest.mark.slow
def test_all_that_a_site_has_of_notes_pages_and_files_goes_with_them(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path, {"first/of_okapi": PLOT, "second/kept": KEPT})
    docs = tmp_path / "docs"
    index = docs / "index.md"
    before = index.read_text(encoding="utf-8")
    named = before.replace("notes/index", "notes/index\nokapi", 1)
    index.write_text(f"{named}\n![a square](shown_okapi.svg)\n", encoding="utf-8")
    (docs / "okapi.md").write_text("# Okapi\n", encoding="utf-8")
    for name in ("shown_okapi.svg", "_static/okapi.svg", "_root/okapi.txt"):
        (docs / name).write_text(IMAGE, encoding="utf-8")
    passes(project, "--offline")
    found = having(project, "okapi")
    for name in (
        "sitemap.xml",
        "llms.txt",
        "okapi.txt",
        "zh-cn/okapi.html",
        "en/_static/okapi.svg",
        "en/_images/shown_okapi.svg",
        "en/notes/first/of_okapi.md",
        "en/objects.inv",
    ):
        assert name in found
    assert any(".epub/" in name for name in found)
    examples = tmp_path / "examples"
    (examples / "first").rename(examples / "third")
    (examples / "third" / "of_okapi.py").rename(examples / "third" / "renamed.py")
    project.write("third/renamed", "print('renamed')\n")
    index.write_text(before, encoding="utf-8")
    for path in docs.rglob("*okapi*"):
        if "notes" not in path.parts:
            path.unlink()
    for name in NAMED_BY_NOBODY:
        stray = tmp_path / "_build" / "work" / "cpu" / "html" / name
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_text("okapi", encoding="utf-8")
    passes(project, "--offline")
    assert having(project, "okapi") == []
    assert having(project, "notes/first") == []
    assert not (project.html / "fr").exists()
    assert "renamed" in project.page("third/renamed")
