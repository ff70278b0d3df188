"""What is left of control sequences: what a terminal would show."""

from __future__ import annotations

import random

import pytest

from syntax_notes.running.streams import printable
from syntax_notes.running.terminal import HEIGHT, LONGEST, Terminal

BAR = "".join(f"\r{n:3}%|{'#' * (n // 10):10}|" for n in range(0, 101, 10))


def shown(*written: str) -> str:
    terminal = Terminal()
    return "".join(map(terminal.write, written)) + terminal.close()


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (["abc"], "abc"),
        (["abc\r"], "abc"),
        (["abc\rx"], "xbc"),
        (["ab", "\rxyz", "!"], "xyz!"),
        (["ab\rx\ry"], "yb"),
        (["\r", "\r", ""], ""),
        (["a\r", "\nb\r\nc"], "a\nb\nc"),
        (["abc\b\bX\b\b\b\b\bY"], "YXc"),
        # Bold and underlined, as typewriters and manual pages have it.
        (["b\bbo\bol\bld\bd _\bx"], "bold x"),
    ],
)
def test_a_line_is_written_again(written: list[str], seen: str) -> None:
    assert shown(*written) == seen


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("long\r\x1b[Kx\n", "x\n"),
        ("long\x1b[2K\rx", "x"),
        ("long\x1b[1Kx", "    x"),
        ("abc\x1b[2DX\x1b[1GY", "YXc"),
        ("ab\x1b[3Cc", "ab   c"),
        ("one\ntwo\n\x1b[1A\x1b[2Kthree\n", "one\nthree\n"),
        ("one\ntwo\n\x1b[2FX\x1b[EY\n", "Xne\nYwo\n"),
        ("one\ntwo\n\x1b[2JX", "\n\nX"),
        ("one\ntwo\n\x1b[H\x1b[JX\n", "X\n"),
        ("one\ntwo\n\x1b[2;3HX", "one\ntwX"),
        ("one\ntwo\n\x1b[99AX\x1b[99BY\n", "Xne\ntwo\n Y\n"),
        # Two bars below each other, as tqdm writes them.
        (f"{BAR}\n{BAR}\x1b[A\r{BAR}\n\n", "100%|##########|\n" * 2),
    ],
)
def test_a_cursor_moves_and_erases(written: str, seen: str) -> None:
    assert shown(written) == seen


def test_a_line_that_has_left_at_the_top_stays() -> None:
    lines = [f"{n}\n" for n in range(2 * HEIGHT)]
    assert shown(*lines, "\x1b[2J\x1b[H", "last") == "".join(
        [*lines[: HEIGHT + 1], "last"]
    )
    assert shown("".join(lines)) == "".join(lines)


SEQUENCES = {
    "colour": "\x1b[1;38;5;9m",
    "colour with colons": "\x1b[38:2::255:0:0m",
    "private": "\x1b[?25l",
    "with a blank": "\x1b[1 q",
    "mouse": "\x1b[<0;1;2M",
    "one character": "\x9b31m",
    "title": "\x1b]0;a title\x07",
    "link": "\x1b]8;;https://example.org/\x1b\\",
    "link in one character": "\x9d8;;https://example.org/\x9c",
    "picture": "\x1bPq#0;2;0;0;0\n#0~~\x1b\\",
    "picture in one character": "\x90q#0~~\x9c",
    "program": "\x1b_Ga=T;AAAA\x1b\\",
    "message": "\x1b^text\x1b\\",
    "start of string": "\x1bXtext\x1b\\",
    "character set": "\x1b(B",
    "cursor": "\x1b7",
    "keypad": "\x1b=",
    "reset": "\x1bc",
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_any_other_sequence_goes(name: str) -> None:
    sequence = SEQUENCES[name]
    assert shown(f"a{sequence}b") == "ab"
    assert printable(f"a{sequence}b") == "ab"
    for cut in range(1, len(sequence)):
        assert shown(f"a{sequence[:cut]}", f"{sequence[cut:]}b\n") == "ab\n"
    assert shown(*f"a{sequence}b") == "ab"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a\x1b", "a"),
        ("a\x1b[3", "a"),
        ("a\x1b[3\nb", "a\nb"),
        ("a\x1b]0;a title\nb", "a\nb"),
        ("a\x1bPq#0~~\nb", "a\nb"),
        ("a\x1b中", "a中"),
    ],
)
def test_one_that_does_not_end_takes_no_other_line(written: str, seen: str) -> None:
    assert shown(written) == seen
    assert shown(*written) == seen


def test_text_is_not_held_back_for_ever() -> None:
    terminal = Terminal()
    terminal.write("\x1b]0;")
    lines = "text\n" * (LONGEST // 5)
    assert terminal.write(lines + lines).count("text") > LONGEST // 5


def test_how_text_is_cut_changes_nothing() -> None:
    draw = random.Random(1)
    pieces = [*"ab\n\r\b[3]\\P\x1b\x9b\x90\x9c\x07", "1m", "2J", "K", "A", "H", "中"]
    for _ in range(2000):
        written = draw.choices(pieces, k=20)
        assert shown(*written) == shown("".join(written)), written
