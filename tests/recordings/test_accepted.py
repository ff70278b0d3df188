"""Recordings of many releases: one in full, the others as what differs from it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from syntax_notes.recordings.accepted import Device
from syntax_notes.recordings.history import Change
from syntax_notes.recordings.recording import Cell, Environment, Recording
from syntax_notes.recordings.recording_files import RecordingError, like_which
from syntax_notes.recordings.recording_schema import fault

NOTE = "tensors/one"
CELLS = (
    Cell("print('a long line')", "a long line\n" * 50),
    Cell("print(2)", "2\n"),
    Cell("x = 1"),
)
CLAIMS = (("x == 1", None), ("x == 2", True))


def recording(release: str, *cells: Cell) -> Recording:
    versions = {"torch": f"{release}+cpu", "python": "3.11.7"}
    where = Environment("cpu", "CPU", versions, "Linux x86_64", "2026-11-30")
    return Recording(where, cells or CELLS)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """A device with one release."""
    device = Device(tmp_path / "recordings" / "cpu", "cpu", "torch")
    device.accept(recording("2.13.0").with_history(None), NOTE)
    return device


def changed(number: int, text: str) -> tuple[Cell, ...]:
    cells = list(CELLS)
    cells[number] = replace(cells[number], stdout=text)
    return tuple(cells)


def test_a_release_that_prints_the_same_adds_next_to_nothing(device: Device) -> None:
    device.accept(recording("2.0.1"), NOTE)
    file = device.path("2.0.1", NOTE)
    assert file.stat().st_size < 600
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content["cells"] == []
    assert fault(content) == ""
    assert device.read("2.0.1", NOTE).cells == CELLS
    assert device.read("2.0.1", NOTE).environment == recording("2.0.1").environment
    # Its history is that of the note.
    assert device.read("2.0.1", NOTE).history == device.read("2.13.0", NOTE).history


def test_what_differs_is_read_as_it_was(device: Device) -> None:
    failed = Cell("print(2)", "", "", "RuntimeError: no", None, CLAIMS)
    later = replace(CELLS[2], after=1)
    other = recording("1.13.1", CELLS[0], failed, later)
    device.accept(other, NOTE)
    assert device.read("1.13.1", NOTE).cells == other.cells
    content = json.loads(device.path("1.13.1", NOTE).read_text(encoding="utf-8"))
    assert [cell["number"] for cell in content["cells"]] == [1, 2]
    assert not any("code" in cell for cell in content["cells"])


def test_the_order_of_recording_and_a_second_time_change_no_file(
    device: Device,
) -> None:
    others = [recording("2.0.1"), recording("2.14.1", *changed(1, "zwei\n"))]
    for one in others:
        device.accept(one, NOTE)
    before = {path: path.read_bytes() for path in device.folder.rglob("*.json")}
    for one in reversed(others):
        device.accept(one, NOTE)
    assert {path: path.read_bytes() for path in before} == before
    assert len(before) == 3


def test_recordings_of_two_machines_lie_side_by_side(
    device: Device, tmp_path: Path
) -> None:
    other = Device(tmp_path / "other" / "recordings" / "cpu", "cpu", "torch")
    shutil.copytree(device.folder, other.folder)
    device.accept(recording("2.0.1", *changed(0, "old\n")), NOTE)
    other.accept(recording("2.1.2", *changed(1, "old\n")), NOTE)
    shutil.copytree(other.folder / "2.1.2", device.folder / "2.1.2")
    assert device.releases() == ["2.13.0", "2.1.2", "2.0.1"]
    assert device.read("2.0.1", NOTE).cells == changed(0, "old\n")
    assert device.read("2.1.2", NOTE).cells == changed(1, "old\n")


def test_who_says_how_it_differs_says_so_of_the_new_one(device: Device) -> None:
    device.accept(recording("2.0.1"), NOTE)
    device.accept(recording("2.13.0", *changed(1, "deux\n")), NOTE)
    assert like_which(device.path("2.13.0", NOTE)) is None
    assert device.read("2.0.1", NOTE).cells == CELLS
    assert device.read("2.13.0", NOTE).cells == changed(1, "deux\n")


def test_after_a_change_of_code_the_others_are_out_of_date(device: Device) -> None:
    device.accept(recording("2.0.1"), NOTE)
    code = (Cell("print(3)", "3\n"),)
    device.accept(recording("2.13.0", *code), NOTE)
    stale = device.read("2.0.1", NOTE)
    assert stale.code_hash != device.read("2.13.0", NOTE).code_hash
    assert stale.cells == ()
    device.accept(recording("2.0.1", *code), NOTE)
    assert device.read("2.0.1", NOTE).cells == code


def test_one_that_has_no_other_to_be_like_is_whole(device: Device) -> None:
    code = (Cell("print(3)", "3\n"),)
    device.accept(recording("2.15.0", *code), NOTE)
    assert like_which(device.path("2.15.0", NOTE)) is None
    # Recorded later with the same code, that which was whole is like it.
    device.accept(recording("2.13.0", *code), NOTE)
    assert like_which(device.path("2.13.0", NOTE)) == "2.15.0"
    assert device.read("2.13.0", NOTE).cells == code


def test_history_stays_with_the_release_that_is_whole(device: Device) -> None:
    history = (Change("first", "2026-01-01", {"torch": "2.13.0"}),)
    device.accept(replace(recording("2.13.0"), history=history), NOTE)
    device.accept(recording("2.0.1").with_history(None), NOTE)
    content = json.loads(device.path("2.0.1", NOTE).read_text(encoding="utf-8"))
    assert "history" not in content


def test_what_cannot_be_relied_on_is_told_in_a_sentence(device: Device) -> None:
    device.accept(recording("2.0.1", *changed(0, "old\n")), NOTE)
    device.accept(recording("2.1.2"), NOTE)
    whole, file = (device.path(release, NOTE) for release in ("2.13.0", "2.0.1"))
    kept = whole.read_bytes()

    def told() -> str:
        with pytest.raises(RecordingError) as caught:
            device.read("2.0.1", NOTE)
        return caught.value.explain("record --device {device} {note}", "2.13.0")

    # Another machine printed something else, and only that file was taken over.
    other = Device(device.folder.parent.parent / "b" / "cpu", "cpu", "torch")
    other.accept(recording("2.13.0", *changed(0, "?\n")), NOTE)
    whole.write_bytes(other.path("2.13.0", NOTE).read_bytes())
    assert told() == (
        "recordings/cpu/2.0.1/tensors/one.json says how it differed from "
        "recordings/cpu/2.13.0/tensors/one.json, which was recorded anew; restore it "
        "from git; `record --device cpu --torch 2.0.1 tensors/one` writes it anew, "
        "without its history."
    )
    whole.unlink()
    assert "which is missing; restore it from git;" in told()
    whole.write_bytes(kept)
    shutil.copy(device.path("2.1.2", NOTE), file)
    assert "2.0.1/tensors/one.json is of 2.1.2, and lies in another folder;" in told()
    file.write_bytes(whole.read_bytes())
    assert "was recorded with torch 2.13.0, and its folder says 2.0.1;" in told()


def test_folders_that_are_no_release_are_left_out(device: Device) -> None:
    for name in ("tensors", "2.0", "..x", "latest"):
        (device.folder / name).mkdir()
    (device.folder / "2.1.2").write_text("")
    assert device.releases() == ["2.13.0", "2.0"]
    assert list(device.find(NOTE)) == [("cpu", "2.13.0")]
    assert device.nearest("2.16.0", NOTE) == "2.13.0"
    assert device.nearest("2.16.0", "tensors/none") is None
