"""A value that shows itself as HTML is shown once: as HTML, or as text."""

from __future__ import annotations

import zipfile

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag

from tests.support import recorded
from tests.support.project import Project

TABLE = """# sphinx_gallery_capture_repr = ("_repr_html_", "__repr__")
# %%
# A table
# -------

class Table:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"a  b\\n1  {self.value}"

    def _repr_html_(self):
        return (
            "<table><tr><th>a<th>b</tr>\\n\\n"
            f"<tr><td>1</td><td><b>{self.value}</b></td></tr></table><br>"
        )


print("beside it")
Table("two")

# %%
# Alone
# -----

Table("three")

# %%
# As text
# -------

# sphinx_gallery_capture_repr_block = ("__repr__",)
Table("four")

# %%
# Not at all
# ----------

# sphinx_gallery_capture_repr_block = ()
Table("five")
"""
# The default representation holds an address. A note that is one cell.
NAMELESS = """# sphinx_gallery_capture_repr = ("_repr_html_",)
class Nameless:
    def _repr_html_(self):
        return "<style>p {}</style><p>1 &lt; <i>2</i></p>"


Nameless()
"""
# What cannot be shown is not shown, as with sphinx-gallery alone.
UNSHOWN = """# sphinx_gallery_capture_repr = ("_repr_html_", "__repr__")
class Silent:
    def _repr_html_(self):
        return None

    def __repr__(self):
        raise ValueError("no words")


Silent()
"""
NOTES = {
    "topic/differs": TABLE,
    "topic/nameless": NAMELESS,
    "topic/table": TABLE,
    "topic/unshown": UNSHOWN,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the notes; another device printed the same for one, and not for another."""
    project = Project(tmp_path_factory.mktemp("values"), NOTES)
    assert project.record("--device", "cpu").returncode == 0
    recorded.like_cpu(project.folder, "topic/table")
    recorded.like_cpu(project.folder, "topic/differs", "another\n")
    build = project.build("--device", "cpu", "--offline")
    assert build.returncode == 0, build.stdout
    return project


def outputs(project: Project, note: str) -> list[Tag]:
    page = BeautifulSoup(project.page(f"topic/{note}"), "html.parser")
    return list(page.select("details.output"))


def words(output: Tag) -> list[str]:
    return [text for text in output.stripped_strings if text != "Output"]


def test_a_page_shows_the_html_once_below_what_was_printed(project: Project) -> None:
    beside, alone, as_text = outputs(project, "table")
    assert words(beside)[0].startswith("same on cpu")
    assert words(beside)[1:] == ["beside it", *"ab1", "two"]
    assert len(beside.select("table")) == 1
    assert words(alone)[1:] == [*"ab1", "three"]
    assert words(as_text)[1:] == ["a  b\n1  four"]
    assert not as_text.select("table")


def test_devices_that_differ_are_compared_as_text(project: Project) -> None:
    differs, alone, _ = outputs(project, "differs")
    assert not differs.select("table")
    blocks = [pre.get_text() for pre in differs.select("pre")]
    assert blocks == ["beside it\na  b\n1  two\n", "another\na  b\n1  two\n"]
    assert len(alone.select("table")) == 1
    page = BeautifulSoup(project.page("topic/differs"), "html.parser")
    assert len(page.select("table")) == 1


def test_a_recording_holds_text_without_addresses(project: Project) -> None:
    def values(note: str) -> list[str]:
        cells = recorded.read(project.folder, "cpu", f"topic/{note}").cells
        return [cell.repr for cell in cells]

    assert values("table") == [f"a  b\n1  {n}" for n in ("two", "three", "four")] + [""]
    assert values("nameless") == ["1 < 2"]
    assert values("unshown") == [""]
    assert outputs(project, "unshown") == []


def test_a_notebook_and_its_twin_have_it_once(project: Project) -> None:
    folder = project.html / "en"
    (path,) = (folder / "_downloads").rglob("table.ipynb")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    first, second, third, fourth = (
        cell.outputs for cell in notebook.cells if cell.cell_type == "code"
    )
    stream, value = first
    assert stream.text == "beside it\n"
    assert value.output_type == "execute_result"
    assert "<b>two</b>" in value.data["text/html"]
    assert value.data["text/plain"] == "a  b\n1  two"
    assert [output.output_type for output in second] == ["execute_result"]
    assert [output.text for output in third] == ["a  b\n1  four\n"]
    assert fourth == []
    twin = (folder / "notes" / "topic" / "table.md").read_text(encoding="utf-8")
    assert "```text\nbeside it\na  b\n1  two\n```" in twin
    assert twin.count("1  two") == 1
    (path,) = (folder / "_downloads").rglob("nameless.ipynb")
    (cell,) = nbformat.read(path, as_version=4).cells[1:]
    assert [output.data["text/plain"] for output in cell.outputs] == ["1 < 2"]


def test_a_book_has_it_once_as_text(project: Project) -> None:
    (book,) = (project.html / "en").rglob("*.epub")
    with zipfile.ZipFile(book) as packed:
        page = packed.read("notes/topic/table.xhtml").decode("utf-8")
    shown = BeautifulSoup(page, "html.parser").select("details.output")
    blocks = [pre.get_text() for pre in shown[0].select("pre")]
    assert blocks == ["beside it\n", "a  b\n1  two\n"]
    assert "<table" not in page
