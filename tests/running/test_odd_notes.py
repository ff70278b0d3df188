"""Scripts that look unusual and are notes: deferred figures, ignored code, marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support import pages
from tests.support.project import TITLE, Project

DEFERS = """
# %%
# First
# -----

# sphinx_gallery_defer_figures
import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.title("deferred")
print("one")

# %%
# Second
# ------

plt.ylabel("y")
print("two")
"""
IGNORES = """
# %%
# First
# -----

# sphinx_gallery_start_ignore
z = 3
print("hidden")
# sphinx_gallery_end_ignore

# %%
# Second
# ------

print(z)
# sphinx_gallery_start_ignore
assert z == 3
# sphinx_gallery_end_ignore

# %%
# Third
# -----

# sphinx_gallery_start_ignore
print("last")
# sphinx_gallery_end_ignore
"""
CAPITAL = """
# %%
# .. code-block:: Python
#
#     shown = 1
#
# As code.

print("two")

# %%
# Again:
#
# .. code-block:: Python
#    :caption: Some code
#
#    shown = 2

print("three")
"""
SCRIPTS = {
    "defers": TITLE + DEFERS,
    "ignores": TITLE + IGNORES,
    "capital": TITLE + CAPITAL,
    "mark": f"\ufeff{TITLE}print('mark')\nassert True\n",
    "windows": f"{TITLE}print('windows')\n".replace("\n", "\r\n"),
    "old_mac": f"{TITLE}print('old mac')\n".replace("\n", "\r"),
    "only_title": '"""\nTitle\n=====\n"""\nprint("only")\n',
    "only_prose": TITLE,
    "two_titles": f"{TITLE}\n# %%\n# Second\n# ======\n#\n# Text.\n\nprint('two')\n",
    "a.b": f"{TITLE}print('dot')\n",
    "注释": f"{TITLE}print('wide')\n",
    "__init__": "",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build a site of all of them."""
    project = Project(tmp_path_factory.mktemp("odd"), {"tensors/a": "print(1)\n"})
    for name, text in SCRIPTS.items():
        path = project.folder / f"examples/tensors/{name}.py"
        path.write_bytes(text.encode("utf-8"))
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def shown(project: Project, language: str, name: str) -> list[str]:
    """Return code, plots and output of a page, in their order."""
    html = (project.html / language / f"notes/tensors/{name}.html").read_bytes()
    found = BeautifulSoup(html, "html.parser").select("article pre, article img")
    return [
        "plot" if one.name == "img" else one.get_text().strip().splitlines()[-1]
        for one in found
    ]


def notebook(project: Project, language: str, name: str) -> list[tuple[str, list[str]]]:
    """Return the code of each cell and the kinds of its outputs."""
    path = pages.download(project.html, language, f"tensors/{name}", ".ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        (
            "".join(cell["source"]).strip(),
            [one.get("text", "plot").strip() for one in cell["outputs"]],
        )
        for cell in cells
        if cell["cell_type"] == "code"
    ]


@pytest.mark.parametrize("language", ["en", "zh-cn"])
def test_a_deferred_figure_is_shown_by_the_next_cell(
    language: str, project: Project
) -> None:
    assert shown(project, language, "defers") == [
        'print("one")',
        "one",
        'print("two")',
        "plot",
        "two",
    ]
    first, second = notebook(project, language, "defers")
    assert first[0].endswith('print("one")')
    assert "sphinx_gallery" not in first[0]
    assert [first[1], second[1]] == [["one"], ["two", "plot"]]


@pytest.mark.parametrize("language", ["en", "zh-cn"])
def test_ignored_code_runs_and_is_not_shown(language: str, project: Project) -> None:
    # A last cell that has nothing else is left out, as sphinx-gallery does.
    assert shown(project, language, "ignores") == ["hidden", "print(z)", "3"]
    assert notebook(project, language, "ignores") == [
        ("", ["hidden"]),
        ("print(z)", ["3"]),
        ("", ["last"]),
    ]
    script = pages.download(project.html, language, "tensors/ignores", ".py")
    text = script.read_text(encoding="utf-8")
    assert "z = 3" in text  # It runs alone.
    assert "sphinx_gallery" not in text


def test_recordings_have_each_cell_that_ran(project: Project) -> None:
    for name, printed in {
        "defers": ["one", "two"],
        "ignores": ["hidden", "3", "last"],
    }.items():
        path = project.folder / f"docs/notes/tensors/{name}.recording.json"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert [cell["stdout"][0] for cell in cells] == printed


@pytest.mark.parametrize("language", ["en", "zh-cn"])
def test_code_in_prose_is_no_cell(language: str, project: Project) -> None:
    assert shown(project, language, "capital") == [
        "shown = 1",
        'print("two")',
        "two",
        "shown = 2",
        'print("three")',
        "three",
    ]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("mark", "mark"),
        ("windows", "windows"),
        ("old_mac", "old mac"),
        ("only_title", "only"),
        ("two_titles", "two"),
        ("a.b", "dot"),
        ("注释", "wide"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-cn"])
def test_a_note_of_another_make_is_shown(
    name: str, printed: str, language: str, project: Project
) -> None:
    assert printed in shown(project, language, name)


def test_a_byte_order_mark_hides_no_check(project: Project) -> None:
    assert "1 check passed" in project.page("tensors/mark")
    script: Path = pages.download(project.html, "en", "tensors/mark", ".py")
    assert script.read_bytes().startswith(b'"""')


def test_what_is_no_note_has_no_page(project: Project) -> None:
    assert not list(project.html.rglob("__init__*"))
    assert (project.html / "en/notes/tensors/only_prose.html").exists()
