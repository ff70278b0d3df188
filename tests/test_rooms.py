"""The house: rooms say what they are for, and keep to the rules they share."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import syntax_notes
from syntax_notes import event_order
from syntax_notes.room_hashes import NEITHER, PACKAGE, READ_BY, RUN_BY, code_hash

LONGEST = 300  # lines
MODULES = sorted(PACKAGE.rglob("*.py"))
FILES = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in {".py", ".js", ".css", ".html"} and path.stat().st_size
)
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
# Rooms that add to Sphinx; the others have nothing to set up.
WITH_SETUP = {
    "across",
    "diagrams",
    "kit",
    "offline",
    "outputs",
    "page",
    "running",
    "site",
    "speed",
}
TELL_NOTHING = {"said", "found", "made"}


def tree(path: Path) -> ast.Module:
    """Return a module as its syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """Return a file of the package, as its tests are called."""
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_its_job_and_has_at_most_one_setup(room: str) -> None:
    module = tree(PACKAGE / room / "__init__.py")
    assert ast.get_docstring(module)
    setups = [one for one in ast.walk(module) if isinstance(one, ast.FunctionDef)]
    assert [one.name for one in setups] == ["setup"] * (room in WITH_SETUP) or (
        room == "backends"
    )


@pytest.mark.parametrize("room", sorted(WITH_SETUP))
def test_the_setup_of_a_room_calls_that_of_each_of_its_modules(room: str) -> None:
    defined = {
        one.name: name_of(path)
        for path in (PACKAGE / room).glob("**/*.py")
        for one in tree(path).body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("setup_")
    }
    called = {
        one.func.id
        for path in (PACKAGE / room).glob("**/__init__.py")
        for one in ast.walk(tree(path))
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
    }
    assert defined
    assert defined.keys() <= called, "a module is never set up"


def test_a_file_is_short() -> None:
    lines = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}


def test_a_function_is_named_after_what_it_does() -> None:
    names = {
        f"{name_of(path)}: {one.name}"
        for path in MODULES
        for one in ast.walk(tree(path))
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        and one.name.strip("_") in TELL_NOTHING
    }
    assert names == set()


def priorities(path: Path) -> Iterator[ast.expr]:
    """Yield what a module gives as a priority: of a handler, or of a transform."""
    for node in ast.walk(tree(path)):
        if (isinstance(node, ast.keyword) and node.arg == "priority") or (
            isinstance(node, ast.Assign)
            and any(
                getattr(target, "id", "") == "default_priority"
                for target in node.targets
            )
        ):
            yield node.value


def test_a_priority_has_a_name_in_the_one_list_of_them() -> None:
    for path in MODULES:
        for value in priorities(path):
            assert isinstance(value, ast.Attribute), name_of(path)
            assert isinstance(value.value, ast.Name), name_of(path)
            assert hasattr(getattr(event_order, value.value.id), value.attr)


def test_every_priority_is_in_order_and_says_why() -> None:
    source = Path(event_order.__file__).read_text(encoding="utf-8")
    numbers: list[int] = []
    entries = 0
    for line in source.splitlines():
        if line.startswith("class "):
            numbers = []
        if entry := re.match(r"    [A-Z_]+ = (\d+)(  # \S.*)?$", line):
            numbers.append(int(entry[1]))
            assert numbers == sorted(set(numbers)), line
            entries += 1
    assert entries > 30


def test_every_priority_is_used_or_that_of_another_package() -> None:
    used = {
        (value.value.id, value.attr)
        for path in MODULES
        for value in priorities(path)
        if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name)
    }
    source = Path(event_order.__file__).read_text(encoding="utf-8").splitlines()
    current = ""
    for line in source:
        if found := re.match(r"class (\w+)\(IntEnum\)", line):
            current = found[1]
        if found := re.match(r"    ([A-Z_]+) = \d+(.*)$", line):
            others = "Theirs" in found[2] or "Sphinx's" in found[2]
            assert others or (current, found[1]) in used, f"{current}.{found[1]}"


def test_each_room_is_in_one_list_of_what_an_edit_runs_again() -> None:
    listed = [*RUN_BY, *READ_BY, *NEITHER]
    alone = {path.stem for path in PACKAGE.glob("[!_]*.py")}
    assert sorted(listed) == sorted({*ROOMS, *alone})


def test_the_hash_of_a_room_follows_its_code_and_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("one/a.py", "one/static/diagram.css", "other/b.py", "alone.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(syntax_notes.room_hashes, "PACKAGE", tmp_path)

    def hashes() -> list[str]:
        code_hash.cache_clear()
        return [code_hash("one"), code_hash("other"), code_hash("alone")]

    first = hashes()
    for changed, name in enumerate(
        ("one/static/diagram.css", "other/b.py", "alone.py")
    ):
        (tmp_path / name).write_text("2")
        now = hashes()
        assert [one != two for one, two in zip(first, now, strict=True)] == [
            at == changed for at in range(3)
        ]
        first = now
    code_hash.cache_clear()


def test_every_module_can_be_imported_alone() -> None:
    for found in pkgutil.walk_packages(syntax_notes.__path__, "syntax_notes."):
        if not found.name.endswith(("__main__", "preload")):
            importlib.import_module(found.name)
