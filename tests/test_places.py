"""Devices and releases: their order, their names, and what a declaration means."""

from __future__ import annotations

import pytest

from syntax_notes.places import (
    PlaceError,
    asked_package,
    is_among,
    is_meant,
    is_release,
    label,
    nearest,
    newest_first,
    ranges,
    short_version,
)

KNOWN = ["2.15.0", "2.14.1", "2.9.1", "2.1.2", "2.0.1", "1.13.1"]


def test_releases_are_in_the_order_of_their_numbers() -> None:
    assert newest_first(reversed(KNOWN)) == KNOWN
    assert newest_first(["2.9.1", "2.10.0", "2.9.1"]) == ["2.10.0", "2.9.1"]


@pytest.mark.parametrize(
    ("some", "expected"),
    [
        (KNOWN, [("1.13.1", "2.15.0")]),
        ([], []),
        (["2.9.1"], [("2.9.1", "2.9.1")]),
        (["2.0.1", "2.1.2", "2.15.0"], [("2.15.0", "2.15.0"), ("2.0.1", "2.1.2")]),
        (["1.13.1", "2.14.1"], [("2.14.1", "2.14.1"), ("1.13.1", "1.13.1")]),
    ],
)
def test_neighbours_are_a_range(
    some: list[str], expected: list[tuple[str, str]]
) -> None:
    assert ranges(some, KNOWN) == expected


@pytest.mark.parametrize(
    ("release", "expected"),
    [("2.14.1", "2.14.1"), ("2.16.0", "2.15.0"), ("2.8.0", "2.1.2"), ("1.0", "1.13.1")],
)
def test_the_nearest_is_the_last_one_before(release: str, expected: str) -> None:
    assert nearest(release, KNOWN) == expected
    assert nearest(release, []) is None


def test_readers_call_a_release_by_two_numbers() -> None:
    assert [label(one, KNOWN) for one in KNOWN[-3:]] == ["2.1", "2.0", "1.13"]
    assert label("2.16.0.dev20261130", KNOWN) == "2.16.0.dev20261130"
    assert label("2.16.0rc1", KNOWN) == "2.16.0rc1"
    assert label("3", KNOWN) == "3"
    # But for two that differ in the third.
    twice = [*KNOWN, "2.15.1"]
    assert [label(one, twice) for one in ("2.15.1", "2.15.0")] == ["2.15.1", "2.15.0"]
    assert label("2.14.1", twice) == "2.14"
    assert short_version("2.13.0+cpu") == "2.13.0"


@pytest.mark.parametrize("text", ["2.13", "2.13.0", "2.16.0.dev20261130"])
def test_a_version_names_a_folder(text: str) -> None:
    assert is_release(text)


@pytest.mark.parametrize("text", ["", "tensors", "v2.13", "2.13.0-1", "..", "02.1"])
def test_other_folders_are_no_release(text: str) -> None:
    assert not is_release(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cpu", True),
        ("cuda", False),
        ("torch<2.14", True),
        ("torch >= 2.13, < 2.14", True),
        ("torch==2.13.0", True),
        ("torch<2.13", False),
        ("numpy<2", False),
        ("scipy<2", False),  # Nobody knows which one was there.
    ],
)
def test_a_declaration_names_a_device_or_versions(text: str, expected: bool) -> None:
    versions = {"torch": "2.13.0+cpu", "numpy": "2.4.6"}
    assert is_meant(text, "cpu", versions) == expected


@pytest.mark.parametrize(
    "text", ["torch <", "<2.14", "torch @ file:///x", "torch[x]<2", "2.13", "cuda:0"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(PlaceError):
        asked_package(text)


def test_a_build_before_a_release_counts_as_that_release() -> None:
    assert is_among("2.16.0.dev20261130", ">=2.12")
    assert not is_among("2.9.1", ">=2.12")
