"""The author's loop: what is saved is on the page by itself, whatever happens."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.project import Project, copy_package
from tests.support.served import Served

NOTES = {
    "indexing/one": "import torch\nprint(torch.arange(3))\n",
    "indexing/two": "print('two')\n",
}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not hasattr(os, "killpg"), reason="counts the processes of a group"
    ),
]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Two notes, served with a copy of the package."""
    project = Project(tmp_path, NOTES)
    copy_package(tmp_path)
    served = Served(project)
    yield served
    if served.process.poll() is None:
        served.stop(signal.SIGKILL)


def test_only_what_changed_runs_again(served: Served) -> None:
    served.edit("indexing/two", "quagga")
    served.until(lambda: served.shows("indexing/two", "quagga"))
    served.until(lambda: "Built; ran indexing/two." in served.said)
    (forked,) = {line for line in served.processes() if "forkserver" in line}
    assert "syntax_notes.build.preload" in forked


def test_an_error_is_told_and_the_next_save_mends_it(served: Served) -> None:
    served.project.write("indexing/two", "raise ValueError('okapi')\n")
    line = "examples/indexing/two.py:7: ValueError: okapi"
    served.until(lambda: line in served.said)
    with urlopen(f"{served.address}/_live") as events:
        event = events.readline().decode()
    assert line in event
    served.edit("indexing/two", "mended")
    served.until(lambda: served.shows("indexing/two", "mended"))


def test_a_page_catalog_style_and_template_are_shown(served: Served) -> None:
    docs = served.project.folder / "docs"
    page = docs / "index.md"
    page.write_text(page.read_text() + "\nQuagga.\n")
    served.until(lambda: "Quagga." in served.get("en/index.html"))
    style = served.project.package / "diagrams" / "static" / "diagram.css"
    style.write_text(style.read_text() + ".quagga {}\n")
    served.until(lambda: ".quagga" in served.get("en/_static/diagram.css"))
    part = served.project.package / "outputs" / "css" / "cells.css"
    part.write_text(part.read_text() + ".okapi {}\n")
    served.until(lambda: ".okapi" in served.get("en/_static/site.css"))
    catalog = docs / "locales" / "zh_CN" / "LC_MESSAGES" / "index.po"
    catalog.write_text('msgid ""\nmsgstr ""\n\nmsgid "Quagga."\nmsgstr "斑驴。"\n')
    served.until(lambda: "斑驴。" in served.get("zh-cn/index.html"))
    room = served.project.package / "site" / "search"
    template = room / "templates" / "sidebar" / "search.html"
    template.write_text(f"{template.read_text()}<!-- quagga -->")
    served.until(lambda: "<!-- quagga -->" in served.get("en/index.html"))


def test_a_warning_stays_until_its_page_is_mended(served: Served) -> None:
    page = served.project.folder / "docs" / "index.md"
    good = page.read_text()
    page.write_text(good + "\n{doc}`nowhere`\n")
    served.until(lambda: "unknown document: 'nowhere'" in served.said)
    served.edit("indexing/two", "elsewhere")
    served.until(lambda: served.said.count("unknown document: 'nowhere'") == 2)
    built = served.said.count("Built")
    page.write_text(good)
    served.until(lambda: served.said.count("Built") > built)


def test_changed_code_starts_again_on_the_same_port(served: Served) -> None:
    address = served.address
    path = served.project.package / "outputs" / "cells.py"
    text = path.read_text()
    path.write_text(f"{text}\n(")
    served.until(lambda: "cells.py" in served.said and "SyntaxError" in served.said)
    path.write_text(text.replace('_("Output")', '"Quagga"'))
    served.until(lambda: served.said.count("Serving on") == 2)
    assert served.address == address
    served.until(lambda: served.shows("indexing/two", "Quagga"))


def test_fifty_saves_one_after_the_other_end_with_the_last(served: Served) -> None:
    for number in range(50):
        served.edit("indexing/two", f"save {number}")
        time.sleep(0.01)
    served.until(lambda: served.shows("indexing/two", "save 49"))
    # Each build ends in one line, whatever it says: a note may be read half-written.
    build = re.compile(r" \(\d+\.\d s\)$", re.MULTILINE)
    served.until(lambda: len(build.findall(served.said)) > 1)
    assert len(build.findall(served.said)) < 24
    # A traceback may be that of the note, which was read before all of it was there.
    assert "Extension error" not in served.said
    assert "please open an issue" not in served.said


def test_a_save_during_a_build_is_built_next(served: Served) -> None:
    served.project.write("indexing/one", "import time\ntime.sleep(2)\nprint('slow')\n")
    time.sleep(1)
    served.edit("indexing/one", "quick")
    served.until(lambda: served.shows("indexing/one", "quick"))


def test_a_note_that_vanishes_takes_its_page_along_and_may_come_back(
    served: Served,
) -> None:
    path = served.project.folder / "examples" / "indexing" / "two.py"
    text = path.read_text()
    page = served.project.folder / "_build/work/cpu/html/en/notes/indexing/two.html"
    path.unlink()
    served.until(lambda: not page.exists())
    path.write_text(text)
    served.until(page.exists)
    served.until(lambda: served.shows("indexing/two", "two"))


def test_a_broken_configuration_is_told_in_a_sentence_and_mended(
    served: Served,
) -> None:
    conf = served.project.folder / "conf.py"
    good = conf.read_text()
    for wrong, sentence in {
        "(": "'(' was never closed",
        "1 / 0": "ZeroDivisionError: division by zero",
        "extensions.append('okapi')": "No module named 'okapi'",
    }.items():
        conf.write_text(f"{good}\n{wrong}\n")
        served.until(lambda wrong=sentence: wrong in served.event())  # type: ignore[misc]
        assert "Traceback" not in served.event()
    conf.write_text(good)
    served.edit("indexing/two", "mended")
    served.until(lambda: served.shows("indexing/two", "mended"))
    assert "Traceback" not in served.said


def test_a_module_that_cannot_be_imported_is_told_and_mended(served: Served) -> None:
    path = served.project.package / "site" / "navigation.py"
    text = path.read_text()
    path.write_text(f"{text}\nraise ValueError('okapi')\n")
    line = len(text.splitlines()) + 2
    told = f"syntax_notes/site/navigation.py:{line}: ValueError: okapi"
    served.until(lambda: told in served.event())
    path.write_text(text)
    served.until(lambda: served.said.count("Serving on") == 2)
    served.edit("indexing/two", "mended")
    served.until(lambda: served.shows("indexing/two", "mended"))


def test_a_build_ends_with_serve_however_that_ends(served: Served) -> None:
    served.project.write("indexing/two", "import time\ntime.sleep(50)\n")
    running = served.project.folder / "_build/work/cpu/doctrees/en/running/two.py"
    served.until(running.exists)
    served.stop(signal.SIGKILL)
    end = time.monotonic() + 10
    while served.processes() and time.monotonic() < end:
        time.sleep(0.05)
    assert served.processes() == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_no_process_is_left_behind(served: Served, name: str) -> None:
    served.project.write(
        "indexing/two",
        """
        import subprocess, sys
        subprocess.run([sys.executable, "-c", "import time; time.sleep(50) # okapi"])
        """,
    )
    served.until(lambda: any("okapi" in line for line in served.processes()))
    assert served.stop(getattr(signal, name)) < 3
    end = time.monotonic() + 5
    while served.processes() and time.monotonic() < end:
        time.sleep(0.05)
    assert served.processes() == []
