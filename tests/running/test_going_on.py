"""A release that is not supported: a note goes on, and each cell says what it did."""

from __future__ import annotations

import pytest

from syntax_notes.running.missing_names import MissingNames
from tests.support import recorded
from tests.support.project import Project

NOTE = """
# %%
# Begin
# -----

import torch


def double(t):
    return t * factor

# %%
# A check fails
# -------------

x = torch.ones(2)
assert x.sum() == 3
print(x)
assert (
    len(x)
    == 5
), "five of them"
y = x + 1

# %%
# It raises
# ---------

print("before")
factor = torch.no_such_function()
print("not reached")

# %%
# Needs what is missing
# ---------------------

print(double(x))

# %%
# Needs nothing of it
# -------------------

print(y)

# %%
# Makes it itself
# ---------------

# sphinx_gallery_claim = ["factor == 2", "raises(lambda: x @ y.view(1, 2))", "nothing"]
factor = 2
print(double(y))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A note that fails, where no release is supported."""
    folder = tmp_path_factory.mktemp("going-on")
    project = Project(folder, {"tensors/one": NOTE, "tensors/two": "x = 1\n1 / 0\n"})
    conf = folder / "conf.py"
    text = conf.read_text(encoding="utf-8")
    supported = text.replace('notes_supported = ">=', 'notes_supported = ">=99 # ')
    conf.write_text(supported.replace("99 # 2.12", "99"), encoding="utf-8")
    run = project.record("--device", "cpu")
    assert run.returncode == 0, run.stdout
    return project


def test_each_cell_has_its_exception(project: Project) -> None:
    cells = recorded.read(project.folder, "cpu", "tensors/one").cells
    assert [cell.exception for cell in cells] == [
        "",
        "AssertionError: assert x.sum() == 3",
        "AttributeError: module 'torch' has no attribute 'no_such_function'",
        "NameError: name 'factor' is not defined",
        "",
        "",
    ]


def test_what_comes_after_a_check_runs_and_after_an_error_does_not(
    project: Project,
) -> None:
    cells = recorded.read(project.folder, "cpu", "tensors/one").cells
    assert cells[1].stdout == "tensor([1., 1.])\n"
    assert cells[2].stdout == "before\n"
    assert cells[4].stdout == "tensor([2., 2.])\n"


def test_a_cell_that_only_follows_from_another_says_so(project: Project) -> None:
    cells = recorded.read(project.folder, "cpu", "tensors/one").cells
    assert [cell.after for cell in cells] == [None, None, None, 2, None, None]


def test_a_claim_is_put_to_the_test(project: Project) -> None:
    cells = recorded.read(project.folder, "cpu", "tensors/one").cells
    assert dict(cells[5].claims) == {
        "factor == 2": True,
        "raises(lambda: x @ y.view(1, 2))": True,
        "nothing": None,
    }
    assert not any(cell.claims for cell in cells[:5])


def test_a_note_whose_every_cell_fails_is_recorded(project: Project) -> None:
    (cell,) = recorded.read(project.folder, "cpu", "tensors/two").cells
    assert cell.exception == "ZeroDivisionError: division by zero"


@pytest.mark.slow
def test_a_site_can_be_built_where_nothing_has_to_pass(project: Project) -> None:
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    page = project.page("tensors/one")
    assert "AssertionError: assert x.sum() == 3" in page
    assert "NameError: name" in page
    assert "ZeroDivisionError" in project.page("tensors/two")


def after(*cells: tuple[str, str | None]) -> list[int | None]:
    """Return for each cell which one it comes after, given what of it did not run."""
    names = MissingNames()
    return [
        names.end_cell(number, code, unfinished)
        for number, (code, unfinished) in enumerate(cells)
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("print(x)", 0),
        ("x = 1\nprint(x)", None),
        ("y = x", 0),
        ("def f():\n    return x", None),
        ("def f():\n    return x\nf()", 0),
        ("print(y)", None),
        ("x.t += 1", 0),
        ("x = x + 1", 0),
        ("for x in range(3):\n    print(x)", None),
        ("print([x for x in range(3)])", None),
        ("print((lambda x: x)(1))", None),
        ("try:\n    f()\nexcept Exception as x:\n    print(x)", None),
        ("def f():\n    x = 1\n    return x\nf()", None),
    ],
)
def test_names_that_a_failed_cell_should_have_made(
    code: str, expected: int | None
) -> None:
    assert after(("x = f()", "x = f()"), (code, None)) == [None, expected]


def test_what_is_changed_in_place_is_missing_too() -> None:
    for change in ("t.add_(1)", "t[0] = 1", "items.append(t.relu_())", "l.backward()"):
        name = change[0] if change[0] != "i" else "items"
        assert after((change, change), (f"print({name})", None)) == [None, 0], change


def test_what_follows_from_a_failure_hands_it_on() -> None:
    failed = ("x = f()", "x = f()")
    assert after(failed, ("y = x", "y = x"), ("print(y)", None)) == [None, 0, 0]
    made = ("x = 1", None)
    assert after(failed, made, ("print(x)", None)) == [None, None, None]
