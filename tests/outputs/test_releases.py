"""Pages of notes that ran on several releases: what stands first, what folds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from syntax_notes.places import label
from syntax_notes.running.terminal import SEQUENCE
from tests.support import recorded
from tests.support.project import Project
from tests.support.released import (
    NEWER,
    NOTES,
    OLD,
    OLDEST,
    OWN,
    TURNED,
    record_releases,
    show_releases,
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site whose notes ran on four releases, of which the second newest is here."""
    project = Project(tmp_path_factory.mktemp("releases"), NOTES)
    show_releases(project)
    assert project.record("--device", "cpu").returncode == 0
    record_releases(project)
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def read(project: Project, page: str, language: str = "en") -> BeautifulSoup:
    path = project.html / language / f"{page}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def section(project: Project, name: str) -> Tag:
    found = read(project, "notes/tensors/turned").find(id=name)
    assert isinstance(found, Tag)
    return found


def text(node: Tag | None) -> str:
    assert node is not None
    return " ".join(node.get_text(" ").split())


def test_where_all_releases_agree_there_is_one_output_and_a_quiet_line(
    project: Project,
) -> None:
    page = read(project, "notes/tensors/same")
    (output,) = page.select("details.output")
    assert text(output.select_one("summary")) == ("Output same on PyTorch 1.13 to 2.15")
    assert [pre.get_text() for pre in output.select("pre")] == ["same\n"]


def test_the_newest_stands_first_and_older_ones_fold(project: Project) -> None:
    variants = section(project, "turned").select(".device-output")
    found = [
        (text(one.select_one("summary")), one.has_attr("open")) for one in variants
    ]
    here = f"PyTorch 2.6 to {label(OWN, [])} captured when this page was built"
    assert found == [("PyTorch 2.15", True), (here, True), ("PyTorch 1.13", False)]
    assert [one["data-releases"] for one in variants] == [
        NEWER,
        f"{OWN} {OLD}",
        OLDEST,
    ]


def test_lines_that_differ_are_marked_and_the_reason_is_told(project: Project) -> None:
    newest, here, oldest = section(project, "turned").select(".device-output")
    assert [text(line) for line in newest.select(".hll")] == ["new"]
    assert [text(line) for line in here.select(".hll")] == ["old"]
    assert text(oldest.select_one(".device-exception")) == "RuntimeError: no such luck"
    reason = here.select_one(".device-reason")
    assert text(reason) == (
        f"Why PyTorch 2.6 to {label(OWN, [])} differs: It was so ( pytorch/pytorch#1 )."
    )
    assert reason is not None
    assert [link["href"] for link in reason.select("a")] == [
        "https://github.com/pytorch/pytorch/issues/1"
    ]


def test_a_cell_that_needs_a_failed_one_does_not_count_as_failing(
    project: Project,
) -> None:
    summary = section(project, "later").select_one("details.output > summary")
    assert text(summary) == (
        "Output same on PyTorch 2.6 to 2.15; a cell above fails on PyTorch 1.13"
    )


def test_the_strip_says_in_a_line_where_it_is_the_same(project: Project) -> None:
    line = read(project, "notes/tensors/turned").select_one(".note-releases")
    assert line is not None
    assert text(line) == (
        f"PyTorch 2.15: the same · 2.6 to {label(OWN, [])}: 1 cell differs · "
        "1.13: 1 cell fails"
    )
    assert line["data-releases"] == f"{NEWER} {OWN} {OLD} {OLDEST}"
    assert [link["href"] for link in line.select("a")] == ["#turned", "#turned"]


def test_it_reads_the_same_in_chinese(project: Project) -> None:
    page = read(project, "notes/tensors/turned", "zh-cn")
    assert "构建本页时捕获" in text(page.select_one("#turned .device-outputs"))
    assert "1 个单元格失败" in text(page.select_one(".note-releases"))


def test_the_table_of_notes_and_releases_leads_to_the_first_difference(
    project: Project,
) -> None:
    table = read(project, "releases").select_one("table.releases")
    assert table is not None
    head, *rows = ([text(one) for one in row.select("th, td")] for row in table("tr"))
    assert head == ["note", "2.15", label(OWN, []), "2.6", "1.13"]
    assert sorted(row[1:] for row in rows) == [
        ["= same", "= same", "= same", "= same"],
        ["= same", "≠ 1 differs", "≠ 1 differs", "✕ 1 fails"],
    ]
    links = {str(link["href"]).rpartition("/")[2] for link in table.select("td a")}
    assert "turned.html#turned" in links


def test_each_release_has_its_counts(project: Project) -> None:
    table = read(project, "releases").select("table")[0]
    rows = [[text(one) for one in row.select("td")] for row in table("tr")[1:]]
    assert rows == [
        [NEWER, "2", "4", "0", "0", "0"],
        [OWN, "2", "3", "1", "0", "0"],
        [OLD, "2", "3", "1", "0", "0"],
        [OLDEST, "2", "2", "0", "1", "1"],
    ]


def test_an_error_of_an_old_release_is_in_the_index_with_its_range(
    project: Project,
) -> None:
    index = read(project, "index").select_one(".error-index")
    assert index is not None
    (term,) = [one for one in index("dt") if text(one) == "no such luck"]
    assert text(term.find_next("dd")) == ("RuntimeError · first: Turned (PyTorch 1.13)")
    # What only follows from it is none.
    assert "NameError" not in text(index)


def test_a_release_page_lists_what_it_does_not_explain(
    project: Project, tmp_path: Path
) -> None:
    page = project.folder / "docs" / "releases.md"
    before = page.read_text(encoding="utf-8")
    about = "\n## PyTorch {0}\n\n{1}\n\n```{{release-turns}} {0}\n```\n"
    cell = "It is new: {cell}`tensors/turned#turned`."
    page.write_text(
        before + about.format("2.15", cell) + about.format("2.6", "Nothing."), "utf-8"
    )
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    shown = read(project, "releases")
    assert text(shown.select_one("#pytorch-2-15")).endswith("It is new: first .")
    assert text(shown.select_one("#pytorch-2-6")).endswith(
        "Nothing. Not explained yet: first: Turned"
    )
    page.write_text(
        before + about.format("2.15", cell.replace("#turned", "#steady")), "utf-8"
    )
    build = project.build("--device", "cpu")
    page.write_text(before, encoding="utf-8")
    assert build.returncode == 1
    assert (
        "notes/tensors/turned#steady is said to have changed on PyTorch 2.15, and its "
        "recordings say that it did not"
    ) in SEQUENCE.sub("", build.stdout)


def failing(project: Project, declared: str) -> str:
    """Build with another declaration, and return what is wrong with it."""
    old = f'{{"torch<{NEWER}": "It was so (pytorch/pytorch#1)."}}'
    script = project.folder / "examples" / "tensors" / "turned.py"
    before = script.read_text(encoding="utf-8")
    script.write_text(before.replace(old, declared), encoding="utf-8")
    build = project.build("--device", "cpu")
    script.write_text(before, encoding="utf-8")
    assert build.returncode == 1
    log = SEQUENCE.sub("", build.stdout)
    return str(re.findall(r"^examples/tensors/turned.py:\S+ (.*)$", log, re.M)[-1])


@pytest.mark.slow
def test_where_each_note_has_to_pass_a_difference_says_why(project: Project) -> None:
    assert failing(project, "{}") == (
        f"WARNING: line 11: on PyTorch {label(OWN, [])} the cell prints something else "
        "than on PyTorch 2.15, and does not say why: add "
        f'# sphinx_gallery_differs_on = {{"torch<={OWN}": "a sentence"}}'
    )


@pytest.mark.slow
def test_a_difference_that_is_not_there_is_not_declared(project: Project) -> None:
    own = f'"torch<{NEWER}": "a sentence"'
    assert failing(project, f'{{{own}, "torch>=2.15": "b"}}') == (
        "WARNING: line 11: the cell is declared to differ on torch>=2.15, and no "
        "recording does"
    )


@pytest.mark.slow
def test_a_range_that_cannot_be_read_is_refused(project: Project) -> None:
    found = failing(project, '{"torch<": "a sentence"}')
    assert "names 'torch<', which is neither a device nor a range of releases" in found


@pytest.mark.slow
def test_after_a_change_of_code_other_releases_are_out_of_date(tmp_path: Path) -> None:
    project = Project(tmp_path, NOTES)
    assert project.record("--device", "cpu").returncode == 0
    record_releases(project)
    project.write("tensors/same", "print('changed')\n")
    # Nobody who changes a note has all releases at hand; what it declares stays.
    project.write("tensors/turned", TURNED + "\nprint('more')\n")
    for _ in range(2):
        assert project.build("--device", "cpu").returncode == 0
        page = read(project, "notes/tensors/same")
        assert "Out of date: PyTorch 2.15, 1.13 to 2.6" in text(
            page.select_one(".note-devices")
        )
        assert not page.select(".note-releases, .device-outputs")
        # Recorded here, it is current, and the others still are not.
        assert project.record("--device", "cpu").returncode == 0


@pytest.mark.slow
def test_without_a_recording_of_this_release_the_nearest_is_compared(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path, {"tensors/same": "print('same')\n"})
    assert project.record("--device", "cpu").returncode == 0
    recorded.on_release(project.folder, "tensors/same", OLD)
    whole = recorded.path(project.folder, "cpu", "tensors/same")
    old = recorded.read(project.folder, "cpu", "tensors/same", OLD)
    whole.unlink()
    recorded.accepted(project.folder, "cpu").accept(old, "tensors/same")
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    assert (
        f"cpu has no recordings of PyTorch {OWN}; what the notes printed was compared "
        f"with {OLD}."
    ) in build.stdout
    assert "Not as recorded" not in build.stdout
