"""The names that the pages link to exist in the installed packages."""

from __future__ import annotations

import importlib
from functools import reduce

import pytest

from tests.support.project import ROOT

ENTRIES = [
    (inventory.stem, *line.split())
    for inventory in sorted((ROOT / "docs" / "inventories").glob("*.inv"))
    for line in inventory.read_text(encoding="utf-8").splitlines()[3:]
]


def resolve(name: str) -> object:
    """Import the longest module of a dotted name, then get the rest from it."""
    # Python documents the special methods below object, which does not have them all.
    parts = name.replace("object.__", "list.__").split(".")
    for length in range(len(parts), 0, -1):
        try:
            module = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        return reduce(getattr, parts[length:], module)
    return reduce(getattr, parts, importlib.import_module("builtins"))


@pytest.mark.parametrize("inventory", ["numpy", "python", "torch"])
def test_each_name_is_there(inventory: str) -> None:
    names = [entry[1] for entry in ENTRIES if entry[0] == inventory]
    assert names
    missing = []
    for name in names:
        try:
            resolve(name)
        except AttributeError:
            missing.append(name)
    assert missing == []


def test_each_name_is_there_once_and_in_order() -> None:
    for inventory in {entry[0] for entry in ENTRIES}:
        names = [entry[1] for entry in ENTRIES if entry[0] == inventory]
        assert names == sorted(set(names))
