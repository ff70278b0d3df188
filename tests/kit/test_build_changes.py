"""What is kept from build to build tells what changed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from syntax_notes.kit.build_changes import ChangedValues, LastBuild


def test_the_first_build_has_no_last_one() -> None:
    env: Any = SimpleNamespace()
    kept: LastBuild[int] = LastBuild("kept")
    assert kept.exchange(env, 1) is None
    assert kept.exchange(env, 2) == 1


def test_names_that_came_or_changed_are_named_and_others_are_not() -> None:
    env: Any = SimpleNamespace()
    values: ChangedValues[int] = ChangedValues("values")
    assert values.changed(env, {"a": 1, "b": 1}) == {"a", "b"}
    assert values.changed(env, {"a": 1, "b": 2, "c": 3}) == {"b", "c"}
    assert values.changed(env, {"a": 1}) == set()
    assert values.of(env) == {"a": 1}
