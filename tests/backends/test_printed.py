"""A tensor that is printed on another device is no difference."""

from __future__ import annotations

import pytest
import torch

from syntax_notes.backends.pytorch.printed import without_device
from syntax_notes.recordings.comparing import compared_lines, differing_lines, is_same

WIDE = "tensor([[0.1234, 0.1234, 0.1234, 0.1234, 0.1234, 0.1234, 0.1234, 0.12345678]]"


@pytest.mark.parametrize(
    ("cpu", "cuda"),
    [
        ("tensor([1, 2])", "tensor([1, 2], device='cuda:0')"),
        ("tensor([1])", "tensor([1], device='mps')"),
        (
            "tensor([1.], dtype=torch.float64)",
            "tensor([1.], device='cuda:0', dtype=torch.float64)",
        ),
        ("tensor([], size=(0, 3))", "tensor([], device='cuda:0', size=(0, 3))"),
        (f"{WIDE})", f"{WIDE},\n       device='cuda:0')"),
        (
            f"{WIDE},\n       dtype=torch.float64)",
            f"{WIDE},\n       device='cuda:0', dtype=torch.float64)",
        ),
        (
            "tensor([1.], grad_fn=<AddBackward0>)",
            "tensor([1.], device='cuda:0',\n       grad_fn=<AddBackward0>)",
        ),
        (
            "[tensor([1]), tensor(2)] and text",
            "[tensor([1], device='cuda:0'), tensor(2, device='cuda:0')] and text",
        ),
    ],
)
def test_the_device_of_a_printed_tensor_is_no_difference(cpu: str, cuda: str) -> None:
    assert is_same(cpu, cuda, without_device)
    assert differing_lines(cpu, cuda, without_device) == ([], [])


@pytest.mark.parametrize(
    ("cpu", "cuda"),
    [
        ("cpu", "cuda:0"),
        ("device(type='cpu')", "device(type='cuda', index=0)"),
        ("torch.ones(2)", "torch.ones(2, device='cuda:0')"),
        ("tensor([1, 2])", "tensor([1, 3], device='cuda:0')"),
        ("tensor([1.0000])", "tensor([1.0001])"),
        ("a", "a "),
    ],
)
def test_anything_else_is(cpu: str, cuda: str) -> None:
    assert not is_same(cpu, cuda, without_device)


def test_real_prints_of_a_device_are_alike() -> None:
    for size in range(1, 40):
        printed = str(torch.full((size,), 0.5, dtype=torch.float64, requires_grad=True))
        lines = printed.removesuffix(")").split(", dtype=")
        suffixes = ["device='cuda:0'", "dtype=torch.float64", "requires_grad=True"]
        values = lines[0].split(",\n       dtype=")[0]
        for broken in range(4):
            text = values
            for number, suffix in enumerate(suffixes):
                text += (",\n       " if number == broken else ", ") + suffix
            assert is_same(printed, f"{text})", without_device)


def test_the_lines_that_differ_are_numbered_as_they_were_printed() -> None:
    cpu = f"{WIDE})\nsame\ncpu"
    cuda = f"{WIDE},\n       device='cuda:0')\nsame\ncuda\nmore"
    assert differing_lines(cpu, cuda, without_device) == ([3], [4, 5])
    changed = cuda.replace("tensor([[0.1", "tensor([[0.9")
    assert differing_lines(cpu, changed, without_device) == ([1, 3], [1, 2, 4, 5])


def test_a_line_break_that_makes_room_for_a_suffix_joins_two_lines() -> None:
    lines = compared_lines(f"{WIDE},\n       device='cuda:0')\nend", without_device)
    assert [list(line.numbers) for line in lines] == [[1, 2], [3]]
    assert lines[0].text == f"{WIDE})"
