"""A recording: what it holds, and what is wrong with a file that is none."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syntax_notes import atomic
from syntax_notes.recordings import recording_files
from syntax_notes.recordings.history import Change
from syntax_notes.recordings.recording import Cell, Recording, content_hash
from syntax_notes.recordings.recording_files import RecordingError
from syntax_notes.recordings.recording_schema import fault
from tests.support import recorded
from tests.support.project import ROOT

CELLS = (
    Cell("print('你好')", "你好\n"),
    Cell("x = 1"),
    Cell("1 / 0", "", "", "ZeroDivisionError: division by zero"),
    Cell("x", "a\n\nb\n", "1"),
)
RECORDING = Recording(recorded.CUDA, CELLS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a recording."""
    path = tmp_path / "recordings" / "cuda" / "indexing" / "gather.json"
    recording_files.write(RECORDING, path)
    return path


def test_a_recording_is_read_as_it_was_written(file: Path) -> None:
    assert recording_files.read(file, "cuda") == RECORDING


def test_a_recording_is_sorted_utf_8_with_a_line_for_each_line(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    content = json.loads(text)
    assert list(content) == sorted(content)
    assert '    "你好",\n' in text
    assert content["cells"][3]["stdout"] == ["a", "", "b", ""]
    assert content["environment"]["name"] == "NVIDIA Test GPU"


def test_the_date_stays_if_nothing_else_changes() -> None:
    tomorrow = replace(recorded.CUDA, date="2026-01-03")
    later = Recording(tomorrow, CELLS)
    assert later.unless_only_the_date_differs(RECORDING) == RECORDING
    other = Recording(tomorrow, CELLS[:-1])
    assert other.unless_only_the_date_differs(RECORDING) == other
    newer = Recording(replace(tomorrow, versions={"torch": "3.0"}), CELLS)
    assert newer.unless_only_the_date_differs(RECORDING) == newer
    assert later.unless_only_the_date_differs(None) == later


def test_the_hash_is_that_of_the_code_of_each_cell() -> None:
    printed = replace(CELLS[0], stdout="other")
    assert Recording(recorded.CUDA, (printed, *CELLS[1:])).code_hash == (
        RECORDING.code_hash
    )
    one_cell = Cell("\n".join(cell.code for cell in CELLS))
    assert Recording(recorded.CUDA, (one_cell,)).code_hash != RECORDING.code_hash


def test_what_is_not_json_is_refused(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8")[:-10], encoding="utf-8")
    with pytest.raises(RecordingError) as caught:
        recording_files.read(file, "cuda")
    message = caught.value.explain("nox -s record -- --device {device} {note}")
    assert message.startswith("recordings/cuda/indexing/gather.json is not JSON (")
    assert message.endswith(
        "device cuda indexing/gather` writes it anew, without its history."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is not a recording"),
        (b"{}", "is not a recording"),
        (b'{"schema": 99}', "has the schema 99, and this version of the project reads"),
        (b'{"schema": 1}', "was edited after it was recorded"),
    ],
)
def test_a_file_that_is_no_recording_is_refused(
    content: bytes, message: str, file: Path
) -> None:
    file.write_bytes(content)
    with pytest.raises(RecordingError, match=message):
        recording_files.read(file, "cuda")
    assert recording_files.read_if_sound(file, "cuda") is None


def test_an_edited_output_is_refused(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace('"b"', '"c"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RecordingError, match="was edited after it was recorded"):
        recording_files.read(file, "cuda")


def test_a_recording_in_the_folder_of_another_device_is_refused(file: Path) -> None:
    with pytest.raises(RecordingError, match="was recorded on cuda, and its folder"):
        recording_files.read(file, "mps")


def test_a_file_of_the_first_schema_is_read(file: Path) -> None:
    """It had the versions beside all else that it says of the environment."""
    content = json.loads(file.read_text(encoding="utf-8"))
    del content["checksum"]
    content["environment"] |= content["environment"].pop("versions")
    content |= {"schema": 1, "history": [{"what": "first", "date": "2026-01-02"}]}
    content["history"][0]["torch"] = "2.13.0+cu130"
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    content["checksum"] = content_hash(text)
    file.write_text(json.dumps(content), encoding="utf-8")
    change = Change("first", "2026-01-02", {"torch": "2.13.0+cu130"})
    assert recording_files.read(file, "cuda") == replace(RECORDING, history=(change,))


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(UnicodeEncodeError):
        atomic.write(file, "\udc80")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def forge(file: Path, **changes: Any) -> None:
    """Change a recording, and give it the checksum of what it holds then."""
    content = json.loads(file.read_text(encoding="utf-8")) | changes
    content.pop("checksum", None)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    content["checksum"] = content_hash(text)
    file.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema": True}, "schema must be integer"),
        ({"cells": {}}, "cells must be array"),
        ({"cells": [{"code": "print(1)"}]}, r"cells\[0\].code must be array"),
        ({"cells": [{"stdout": [1]}]}, r"cells\[0\].stdout\[0\] must be string"),
        ({"cells": [{"stderr": ["x"]}]}, "must not contain {'stderr'} properties"),
        ({"cells": [{"code": ["\ud800"]}]}, "a text has half of a surrogate pair"),
        ({"environment": None}, "environment must be object"),
        ({"environment": {"device": "cuda"}}, "environment must contain"),
        ({"history": [{}]}, r"history\[0\] must contain"),
        ({"history": [{"what": "won", "date": "2026-01-02"}]}, "what must be one of"),
        ({"history": [{"what": "first", "date": 20260102}]}, "date must be"),
        ({"history": [{"what": "first", "date": "2026-02-30"}]}, "date must be date"),
        ({"code_hash": 1}, "code_hash must be string"),
        ({"more": 1}, "must not contain {'more'} properties"),
    ],
)
def test_a_field_of_another_kind_is_refused_though_the_checksum_is_right(
    changes: dict[str, Any], message: str, file: Path
) -> None:
    forge(file, **changes)
    with pytest.raises(
        RecordingError, match=f"gather.json is not a recording: .*{message}"
    ):
        recording_files.read(file, "cuda")


def test_a_version_that_is_a_number_is_refused(file: Path) -> None:
    environment = json.loads(file.read_text(encoding="utf-8"))["environment"]
    forge(file, environment=environment | {"versions": {"torch": 2.13}})
    with pytest.raises(RecordingError, match=r"versions\.torch must be string"):
        recording_files.read(file, "cuda")


def test_the_recordings_of_this_repository_have_the_published_form() -> None:
    found = list((ROOT / "recordings").rglob("*.json"))
    assert found
    for path in found:
        assert fault(json.loads(path.read_text(encoding="utf-8"))) == "", path


def test_what_is_no_file_of_the_folder_is_refused(file: Path, tmp_path: Path) -> None:
    content = file.read_bytes()
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_bytes(content)

    def link() -> None:
        file.symlink_to(elsewhere)

    def grow() -> None:
        file.write_bytes(content + b" " * 2**23)

    kinds: dict[str, Callable[[], object]] = {
        "is no file": file.mkdir,
        "is a link that leads out of its folder": link,
        "has more than 4 MiB": grow,
    }
    if hasattr(os, "mkfifo"):
        kinds["is no file."] = lambda: os.mkfifo(file)
    for message, make in kinds.items():
        file.rmdir() if file.is_dir() else file.unlink()
        make()
        with pytest.raises(RecordingError, match=message.rstrip(".")) as caught:
            recording_files.read(file, "cuda")
        assert caught.value.explain("").startswith("recordings/cuda/indexing/gather")
        assert recording_files.read_if_sound(file, "cuda") is None


def test_a_link_within_the_folder_is_read(file: Path) -> None:
    other = file.with_name("scatter.json")
    other.symlink_to(file)
    assert recording_files.read(other, "cuda") == RECORDING


def test_an_unfinished_merge_keeps_the_history_of_both_sides(file: Path) -> None:
    first = Change("first", "2026-01-01")
    later = (Change("code", "2026-01-20"), Change("output", "2026-02-02"))
    sides = [
        Recording(recorded.CUDA, CELLS[:1], (first, Change("output", "2026-02-01"))),
        replace(RECORDING, history=(first, *later)),
    ]
    texts = []
    for side in sides:
        recording_files.write(side, file)
        texts.append(file.read_text(encoding="utf-8"))
    marks = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> other\n".format(*texts)
    file.write_text(marks, encoding="utf-8")
    with pytest.raises(RecordingError, match="has the marks of a merge") as caught:
        recording_files.read(file, "cuda")
    assert caught.value.explain("").endswith("the history of both sides of the merge.")
    found = recording_files.read_sides(file)
    assert found is not None
    assert found.cells == CELLS
    days = [change.date for change in found.history]
    assert days == ["2026-01-01", "2026-01-20", "2026-02-01", "2026-02-02"]
