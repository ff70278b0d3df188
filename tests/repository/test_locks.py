"""What continuous integration installs is what is pinned, file by file."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from tests.support.project import ROOT

LOCKS = ("cluster", "docs", "lint", "tests")
# Beside those: what starts everything, and what PyTorch needs where it has CUDA.
ALONE = ("cuda", "nox")
LINE = re.compile(r"(?P<pin>\S+==\S+)(?: --hash=sha256:[0-9a-f]{64})+")


def plain(name: str) -> str:
    """Return the name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, str]:
    """Return version by name."""
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    pairs = (line.split(" ")[0].split("==") for line in lines)
    return {plain(name): version for name, version in pairs}


def asked(group: str) -> set[str]:
    """Return the names of the packages of a dependency group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups: dict[str, list[Any]] = project["dependency-groups"]
    extras: dict[str, list[Any]] = project["project"]["optional-dependencies"]
    names: set[str] = set()
    for entry in {**groups, **extras}[group]:
        if isinstance(entry, dict):
            names |= asked(entry["include-group"])
        else:
            names.add(plain(re.split(r"[=<>\[; ]", entry)[0]))
    return names


CONSTRAINTS = pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("group", LOCKS)
def test_a_lock_has_the_pinned_versions_with_hashes(group: str) -> None:
    text = (ROOT / "locks" / f"{group}.txt").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        assert LINE.fullmatch(line)
    locked = pins(text)
    assert asked(group) <= locked.keys()
    assert locked.items() <= CONSTRAINTS.items()


@pytest.mark.parametrize("name", ALONE)
def test_what_is_locked_besides_has_hashes(name: str) -> None:
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    assert all(LINE.fullmatch(line) for line in text.splitlines()[1:])
    locked = pins(text)
    assert locked
    both = locked.keys() & CONSTRAINTS.keys()
    assert {one: locked[one] for one in both} == {one: CONSTRAINTS[one] for one in both}
    assert name != "nox" or locked.keys() <= CONSTRAINTS.keys()


def test_continuous_integration_installs_nothing_without_a_hash() -> None:
    """But for the workflow whose point is other versions."""
    for path in (
        *(ROOT / ".github/workflows").glob("*.yml"),
        ROOT / ".readthedocs.yaml",
    ):
        text = path.read_text(encoding="utf-8")
        if path.name != "versions.yml":
            installs = re.findall(r"pip install (.*)$", text, re.MULTILINE)
            assert set(installs) <= {"--require-hashes --no-deps -r locks/nox.txt"}


def test_the_licenses_of_all_packages_are_listed() -> None:
    table = (ROOT / "locks" / "licenses.md").read_text(encoding="utf-8")
    rows = [row.split("|") for row in table.splitlines() if row.startswith("| ")]
    listed = {plain(row[1].strip()): row[2].strip() for row in rows[1:]}
    assert listed == CONSTRAINTS
    assert all(row[3].strip() for row in rows)


def test_the_oldest_pytorch_that_is_stated_is_the_one_that_runs() -> None:
    workflow = (ROOT / ".github/workflows/versions.yml").read_text(encoding="utf-8")
    (oldest,) = re.findall(r"torch==(\S+)$", workflow, re.MULTILINE)
    short = oldest.rpartition(".")[0]
    for page, stated in {
        "CONTRIBUTING.md": f"PyTorch {oldest},",
        "README.md": f"PyTorch {short} to",
        "conf.py": f'notes_supported = ">={short}"',
        "docs/checked.md": f"PyTorch {short},",
    }.items():
        assert stated in (ROOT / page).read_text(encoding="utf-8"), page
