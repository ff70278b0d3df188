"""The core in a gallery of somebody else: NumPy only, two galleries, another theme."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

GALLERY = Path(__file__).parent / "roots" / "gallery"


def sphinx(folder: Path, builder: str, output: str) -> subprocess.CompletedProcess[str]:
    """Run Sphinx with warnings as errors, as the owner of the gallery does."""
    options = ("-q", "-W", "-b", builder, "-d", "doctrees")
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *options, "docs", output],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "FORCE_COLOR": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record the gallery, then build its pages."""
    folder = tmp_path_factory.mktemp("core") / "gallery"
    shutil.copytree(GALLERY, folder)
    for builder, output in (("recordings", "docs/recordings/cpu"), ("html", "html")):
        run = sphinx(folder, builder, output)
        assert run.returncode == 0, run.stdout
        assert run.stdout == ""
    return folder


def page(gallery: Path, name: str) -> BeautifulSoup:
    """Return a page of the gallery."""
    return BeautifulSoup(
        (gallery / "html" / f"{name}.html").read_bytes(), "html.parser"
    )


def download(gallery: Path, name: str, suffix: str) -> Path:
    """Return what a page offers to download."""
    links = page(gallery, name).select(f'a.download[href$="{suffix}"]')
    target = {str(link["href"]) for link in links}.pop()
    return (gallery / "html" / f"{name}.html").parent.joinpath(target).resolve()


def test_it_is_set_up_by_three_statements() -> None:
    conf = (GALLERY / "docs" / "conf.py").read_text(encoding="utf-8")
    assert len([line for line in conf.splitlines() if line[0] not in " }]"]) == 3
    assert "torch" not in conf


def test_each_script_has_a_recording_with_the_versions_that_matter(
    gallery: Path,
) -> None:
    (folder,) = (gallery / "docs" / "recordings" / "cpu").iterdir()
    assert folder.name == version("numpy")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")}
    assert files == {
        "first/plot_leaves_things.json",
        "first/sub_topic/plot_two_words.json",
        "second_part/plot_plain_words.json",
    }
    recording = json.loads((folder / sorted(files)[1]).read_text(encoding="utf-8"))
    assert set(recording["environment"]["versions"]) == {"numpy", "python"}


def test_a_script_sees_nothing_of_the_one_before(gallery: Path) -> None:
    shown = page(gallery, "first/sub_topic/plot_two_words")
    first, second = (pre.get_text() for pre in shown.select(".sphx-glr-script-out pre"))
    assert first == "[0.125] 5 False\n"
    # What a fresh process draws from the seed that it is given.
    assert second == "[0.5488135  0.71518937]\n"


def test_outputs_and_checks_are_laid_out(gallery: Path) -> None:
    shown = page(gallery, "first/sub_topic/plot_two_words")
    assert "Ran on cpu" in shown.select_one(".note-devices").get_text()  # type: ignore[union-attr]
    assert "with numpy 2." in shown.select_one(".note-devices").get_text()  # type: ignore[union-attr]
    (checks,) = shown.select("details.checks summary")
    assert checks.get_text() == "1 check passed"


def test_a_download_holds_what_the_script_printed(gallery: Path) -> None:
    name = "first/sub_topic/plot_two_words"
    notebook = nbformat.read(download(gallery, name, ".ipynb"), as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].outputs[0].text == "[0.125] 5 False\n"
    assert "*np.set_printoptions: how arrays print*" in notebook.cells[0].source
    with zipfile.ZipFile(download(gallery, name, "plot_two_words.zip")) as packed:
        assert packed.namelist() == ["plot_two_words.ipynb", "plot_two_words.py"]
    with zipfile.ZipFile(download(gallery, "first/index", "_jupyter.zip")) as packed:
        assert packed.namelist() == [
            "plot_leaves_things.ipynb",
            "sub_topic/plot_two_words.ipynb",
        ]


def test_nothing_of_this_site_is_on_its_pages(gallery: Path) -> None:
    for path in (gallery / "html").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for word in ("furo", "torch", "Deep Learning", "zh-CN", "note-card"):
            assert word not in text, path


def test_what_prints_something_else_fails_with_a_diff(
    gallery: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "gallery"
    shutil.copytree(gallery, copy)
    unchanged = sphinx(copy, "recordings-diff", "diff")
    assert unchanged.returncode == 0, unchanged.stdout
    script = copy / "scripts" / "second_part" / "plot_plain_words.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace('"plain words"', '"other words"'), encoding="utf-8")
    changed = sphinx(copy, "recordings-diff", "diff")
    assert changed.returncode == 1
    assert "\n-plain words\n" in changed.stdout
    assert "\n+other words\n" in changed.stdout
    # Accepted, it is recorded and the same again.
    accepted = sphinx(copy, "recordings", "docs/recordings/cpu")
    assert accepted.returncode == 0, accepted.stdout
    assert sphinx(copy, "recordings-diff", "diff").returncode == 0


def test_names_that_are_taken_are_refused_in_a_sentence_before_anything_is_touched(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "gallery"
    shutil.copytree(GALLERY, folder)
    first = folder / "scripts" / "first"
    shutil.copy(first / "plot_leaves_things.py", first / "sub_topic" / "index.py")
    second = folder / "scripts" / "second_part" / "plot_leaves_things.py"
    shutil.copy(first / "plot_leaves_things.py", second)
    run = sphinx(folder, "html", "html")
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "scripts/first/sub_topic/index.py: a page that is of no note is called index; "
        "rename it.",
        "scripts/second_part/plot_leaves_things.py: "
        "scripts/first/plot_leaves_things.py has the same name, and no two notes may; "
        "rename one.",
    ]
    assert not (folder / "docs" / "first").exists()
