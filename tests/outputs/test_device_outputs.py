"""A page shows what each device printed; ``meta`` is the second device here.

Torch has it on every machine. Its tensors have a shape and no data, so some notes print
something else on it and some fail. Recordings of a GPU are made for the tests.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support import recorded
from tests.support.project import Project

SHAPES = """
# %%
# Same
# ----
#
# Shapes.

import torch

t = torch.ones(2, 3)
print(t.shape)

# %%
# Differs
# -------
#
# Data.

# sphinx_gallery_differs_on = {"meta": "It has no data."}
print("one")
print(t)
print("two")

# %%
# Fails
# -----
#
# Reading.

# sphinx_gallery_fails_on = {"meta": "There is nothing to read."}
print("before")
print(t.tolist())

# %%
# Silent
# ------
#
# One device prints, the other does not.

if t.device.type == "meta":
    print("<b>only</b> here")

# %%
# Goes on
# -------
#
# Below the failure.

print("on")

# %%
# Predict it
# ----------
#
# What is the shape?

print(t.T.shape)
"""
NOTES = {
    "tensors/shapes": SHAPES,
    "tensors/alike": "print('alike')\n",
    "indexing/changed": "print('new')\n",
    "indexing/plain": "print('plain')\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site of notes that ran on two devices, with recordings of a third."""
    project = Project(tmp_path_factory.mktemp("devices"), NOTES)
    project.show("devices")
    for name in ("contributing", "releases"):
        page = project.folder / "docs" / f"{name}.md"
        page.write_text("---\norphan: true\n---\n\n# A page\n", "utf-8")
    assert project.record("--device", "cpu").returncode == 0
    recorded.like_cpu(project.folder, "tensors/shapes", None, "one\nother\ntwo\n")
    recorded.like_cpu(project.folder, "tensors/alike")
    recorded.like_cpu(project.folder, "indexing/changed")
    project.write("indexing/changed", "print('newer')\n")
    build = project.build("--device", "cpu", "--device", "meta")
    assert build.returncode == 0, build.stdout
    return project


def read(project: Project, page: str) -> BeautifulSoup:
    path = project.html / "en" / f"{page}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def cell(project: Project, heading: str) -> Tag:
    """Return the section of a cell."""
    page = read(project, "notes/tensors/shapes")
    section = page.find(id=heading)
    assert isinstance(section, Tag)
    return section


def variants(section: Tag) -> dict[str, list[str]]:
    """Return the blocks of output by the line above them that names the devices."""
    found = {}
    for variant in section.select(".device-outputs > .device-output"):
        name = variant.select_one("summary")
        assert name is not None
        found[name.get_text()] = [pre.get_text() for pre in variant.select("pre")]
    return found


def marked(section: Tag) -> list[str]:
    return [line.get_text().strip() for line in section.select(".hll")]


def test_where_all_devices_agree_there_is_one_output(project: Project) -> None:
    section = cell(project, "same")
    (output,) = section.select("pre.highlight, .sphx-glr-script-out pre")
    assert output.get_text() == "torch.Size([2, 3])\n"
    summary = section.select_one("summary")
    assert summary is not None
    text = summary.get_text()
    assert re.fullmatch(
        r"Output same on cpu \(.+\) · cuda \(NVIDIA Test GPU\) · meta", text
    )


def test_where_they_differ_each_output_is_there(project: Project) -> None:
    section = cell(project, "differs")
    cpu, cuda, meta = variants(section).items()
    assert cpu[0].startswith("cpu")
    assert cpu[1] == ["one\ntensor([[1., 1., 1.],\n        [1., 1., 1.]])\ntwo\n"]
    assert cuda == (
        "cuda (NVIDIA Test GPU, recorded 2026-01-02)",
        ["one\nother\ntwo\n"],
    )
    assert re.fullmatch(r"meta \(recorded \d{4}-\d\d-\d\d\)", meta[0])
    assert meta[1] == ["one\ntensor(..., device='meta', size=(2, 3))\ntwo\n"]


def test_the_lines_that_differ_are_marked(project: Project) -> None:
    assert marked(cell(project, "differs")) == [
        "tensor([[1., 1., 1.],",
        "[1., 1., 1.]])",
        "other",
        "tensor(..., device='meta', size=(2, 3))",
    ]


def test_a_difference_says_what_it_teaches(project: Project) -> None:
    section = cell(project, "differs")
    assert "differs on cuda, meta" in section.get_text()
    reasons = [reason.get_text() for reason in section.select(".device-reason")]
    assert reasons == ["Why meta differs: It has no data."]


def test_a_failure_that_was_declared_is_a_finding(project: Project) -> None:
    section = cell(project, "fails")
    both, meta = variants(section).items()
    assert both[0].startswith("cpu")
    assert both[0].endswith(" · cuda (NVIDIA Test GPU, recorded 2026-01-02)")
    assert meta[1][0] == "before\n"
    assert meta[1][1].startswith("NotImplementedError: Cannot copy out of meta tensor")
    assert "fails on meta" in section.get_text()
    assert "Why it fails on meta: There is nothing to read." in section.get_text()


def test_the_cells_below_a_declared_failure_run(project: Project) -> None:
    assert variants(cell(project, "goes-on")) == {}
    assert "same on cpu" in cell(project, "goes-on").get_text()


def test_what_one_device_prints_and_another_does_not_is_shown_as_text(
    project: Project,
) -> None:
    section = cell(project, "silent")
    cpu, meta = variants(section).values()
    assert (cpu, meta) == ([], ["<b>only</b> here\n"])
    assert "No output." in section.get_text()


def test_an_answer_says_where_it_is_the_same(project: Project) -> None:
    answer = cell(project, "predict-it").select_one("details.answer")
    assert answer is not None
    assert "same on cpu" in answer.get_text()


def test_a_note_sums_up_its_devices(project: Project) -> None:
    lines = [
        line.get_text(" ", strip=True)
        for line in read(project, "notes/tensors/shapes").select(".note-devices li")
    ]
    since = r"with torch \d+\.\d+\.\d+; same output since \d{4}-\d\d-\d\d"
    assert re.fullmatch(rf"Ran on cpu \(.+\) {since}", lines[0])
    assert lines[1] == (
        "Not the same on cuda (NVIDIA Test GPU, recorded 2026-01-02): "
        "differs in Differs"
    )
    assert lines[2].endswith(
        ": differs in Differs , fails in Fails , differs in Silent"
    )
    assert lines[3] == "Not run here: mps, xpu"


def test_a_device_without_a_recording_was_not_run(project: Project) -> None:
    page = read(project, "notes/indexing/plain").select_one(".note-devices")
    assert page is not None
    assert "Not run here: cuda, mps, xpu" in page.get_text()


def test_a_recording_of_other_code_is_folded_and_never_current(
    project: Project,
) -> None:
    page = read(project, "notes/indexing/changed")
    (folded,) = page.select("details.outdated")
    assert not folded.has_attr("open")
    summary = folded.select_one("summary")
    assert summary is not None
    assert summary.get_text() == (
        "Out of date: what cuda (NVIDIA Test GPU, recorded 2026-01-02) printed"
    )
    assert [pre.get_text() for pre in folded.select("pre")] == [
        "print('new')\n",
        "new\n",
    ]
    outputs = page.select(".sphx-glr-script-out pre")
    assert [pre.get_text() for pre in outputs] == ["newer\n"]


def table(page: BeautifulSoup, number: int) -> list[list[str]]:
    rows = page.select("table.device-report")[number].select("tr")
    return [
        [td.get_text(" ", strip=True) for td in row.select("td, th")] for row in rows
    ]


def test_the_report_names_each_device(project: Project) -> None:
    head, cpu, cuda, meta, mps, xpu = table(read(project, "devices"), 0)
    assert head[0] == "device"
    assert cpu[0] == "cpu"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cpu[-1])
    assert cuda[1:] == [
        *("NVIDIA Test GPU", "2.13.0+cu130", "2.4.6", "3.12.1"),
        *("Linux x86_64", "2026-01-02"),
    ]
    assert mps == ["mps", "not run here", "", "", "", "", ""]
    assert xpu[1] == "not run here"
    assert meta[0] == "meta"


def test_the_report_has_a_verdict_for_each_note_on_each_device(
    project: Project,
) -> None:
    page = read(project, "devices")
    head, *rows = table(page, 1)
    assert head == ["note", "cpu", "cuda", "meta", "mps", "xpu"]
    verdicts = [row[1:] for row in rows]
    # In reading order: the topic "tensors" comes before "indexing".
    assert verdicts[0] == ["ran", "same", "same", "not run", "not run"]
    assert verdicts[1][:2] == ["ran", "differs"]
    assert verdicts[1][2].startswith("differs , fails : NotImplementedError: Cannot")
    assert verdicts[2] == ["ran", "out of date", "same", "not run", "not run"]
    assert verdicts[3] == ["ran", "not run", "same", "not run", "not run"]
    links = page.select("table.device-report a[href*='#']")
    assert [link["href"] for link in links] == [
        f"notes/tensors/shapes.html#{anchor}"
        for anchor in ("differs", "differs", "fails", "silent")
    ]


def test_the_report_explains_each_difference(project: Project) -> None:
    page = read(project, "devices")
    items = page.select("#what-differs-and-why li")
    text = [" ".join(item.get_text(" ", strip=True).split()) for item in items]
    assert text[0] == "first: Differs differs on cuda. Not explained yet."
    assert text[1] == "first: Differs differs on meta. It has no data."
    assert text[2].endswith(". There is nothing to read.")


@pytest.mark.slow
def test_a_failure_on_the_device_of_the_pages_is_shown_too(tmp_path: Path) -> None:
    project = Project(tmp_path, {"tensors/shapes": SHAPES})
    build = project.build("--device", "meta")
    assert build.returncode == 0, build.stdout
    section = cell(project, "fails")
    ((name, blocks),) = variants(section).items()
    assert name == "meta"
    assert blocks[1].startswith("NotImplementedError")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            '# sphinx_gallery_fails_on = {"meta": "why"}\nprint(1)\n',
            "NotRaised: the cell is declared to fail on meta, and passed (on meta)",
        ),
        (
            "# sphinx_gallery_fails_on = {'meta': ''}\nprint(1)\n",
            "DeclarationError: sphinx_gallery_fails_on must give a sentence for each",
        ),
        (
            "# sphinx_gallery_differs_on = ['meta']\nprint(1)\n",
            "DeclarationError: sphinx_gallery_differs_on must give a sentence for each",
        ),
        (
            '# sphinx_gallery_fails_on = {"cuda": "why"}\nx = 1 / 0\n',
            "ZeroDivisionError: division by zero (on meta)",
        ),
    ],
)
def test_a_declaration_that_is_wrong_fails_the_build(
    code: str, message: str, tmp_path: Path
) -> None:
    project = Project(tmp_path, {"tensors/wrong": code})
    build = project.build("--device", "meta")
    assert build.returncode == 1
    summary = build.stdout.rpartition("device  name")[2]
    assert re.search(
        rf"^examples/tensors/wrong.py:[78]: {re.escape(message)}", summary, re.M
    )


@pytest.mark.slow
@pytest.mark.parametrize("argv", ["", "import sys; sys.argv = ['other', 'a']\n"])
def test_a_failure_belongs_to_the_cell_that_runs(argv: str, tmp_path: Path) -> None:
    code = (
        f"import torch\n{argv}\n\ndef read(t):\n    return t.tolist()\n\n"
        "# %%\n# Text.\n\n"
        '# sphinx_gallery_fails_on = {"meta": "It has no data."}\n'
        '# sphinx_gallery_diagram = "numbers * 2"\n'
        "numbers = torch.tensor(read(torch.ones(2)))\n"
    )
    project = Project(tmp_path, {"tensors/one": code})
    log = project.record("--device", "meta")
    assert log.returncode == 0, log.stdout
    (_, cell) = recorded.read(tmp_path, "meta", "tensors/one").cells
    assert cell.exception.startswith("NotImplementedError")
    build = project.build("--device", "meta")
    assert build.returncode == 0, build.stdout


@pytest.mark.slow
def test_a_recorded_failure_needs_a_reason(tmp_path: Path) -> None:
    declared = '# sphinx_gallery_fails_on = {"meta": "why"}\n'
    code = 'import torch\nassert torch.ones(1).device.type == "cpu"\n'
    project = Project(tmp_path, {"tensors/one": declared + code})
    assert project.record("--device", "meta").returncode == 0
    assert project.build("--device", "cpu").returncode == 0
    # A comment is no code: the recording still holds.
    project.write("tensors/one", code)
    build = project.build("--device", "cpu")
    assert build.returncode == 1
    assert "on meta the cell fails (AssertionError), and does not say why" in (
        build.stdout
    )


@pytest.mark.slow
def test_a_reason_needs_a_recorded_failure(tmp_path: Path) -> None:
    project = Project(tmp_path, {"tensors/one": "print(1)\n"})
    assert project.record("--device", "meta").returncode == 0
    declared = '# sphinx_gallery_fails_on = {"meta": "why"}\n'
    project.write("tensors/one", f"{declared}print(1)\n")
    build = project.build("--device", "cpu")
    assert build.returncode == 1
    assert "declared to fail on meta, and its recording says that it passed" in (
        build.stdout
    )
