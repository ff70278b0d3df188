"""A faulty exception: one line on the terminal, and whole on the page of its note."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from syntax_notes.running.exception_text import (
    MOST,
    message_of,
    on_one_line,
    plain,
    read_traceback,
)
from tests.support.project import Project

CLASS = "class E(Exception):\n    def __str__(self): {}\n"
GROUP = "ExceptionGroup('some', [ValueError('one'), TypeError('two')])"
# Each note, the line that raises, what the terminal says, and what the page says.
FAULTY = {
    "no_text": ("raise ValueError\n", 7, "ValueError", "ValueError\n"),
    "huge": (
        "raise ValueError('y' * 3_000_000)\n",
        7,
        f"ValueError: {'y' * (MOST - 12)} …",
        f"{'y' * 20_000}\n[2,980,000 more characters are not shown]\n",
    ),
    "huge_key": (
        "{}['k' * 1000]\n",
        7,
        f"KeyError: '{'k' * (MOST - 11)} …",
        f"KeyError: '{'k' * 1000}'\n",
    ),
    "lines": (
        "raise ValueError('a\\n\\n\\nb\\n  File \"x\", line 3')\n",
        7,
        'ValueError: a b File "x", line 3',
        'ValueError: a\n\n\nb\n  File "x", line 3\n',
    ),
    "pretends": (
        "import sys\nraise ValueError(f'a\\n  File \"{sys.argv[0]}\", line 99')\n",
        8,
        'ValueError: a File "',
        "line 99\n",
    ),
    "unprintable": (
        "raise ValueError('\\ud800 \\0 \\x1b[31mred \\u202e')\n",
        7,
        "ValueError: \N{REPLACEMENT CHARACTER} ␀ red \\u202e",
        "ValueError: \N{REPLACEMENT CHARACTER} ␀ red \\u202e\n",
    ),
    "str_raises": (
        f"{CLASS.format('raise SystemExit')}raise E\n",
        9,
        "E: <str() failed>",
        "E: <str() failed>\n",
    ),
    "str_is_none": (
        f"{CLASS.format('return None')}raise E\n",
        9,
        "E: <str() failed>",
        "E: <str() failed>\n",
    ),
    "group": (
        f"raise {GROUP}\n",
        7,
        "ExceptionGroup: some (2 sub-exceptions) - ValueError: one - TypeError: two",
        "ExceptionGroup: some (2 sub-exceptions)\n- ValueError: one\n"
        "- TypeError: two\n",
    ),
    "caused": (
        "raise ValueError('a') from KeyError('b')\n",
        7,
        "ValueError: a caused by KeyError: 'b'",
        "ValueError: a\ncaused by KeyError: 'b'\n",
    ),
    "with_note": (
        "error = ValueError('a')\nerror.add_note('b')\nraise error\n",
        9,
        "ValueError: a b",
        "ValueError: a\nb\n",
    ),
    "syntax_inside": (
        "exec('x = = 1')\n",
        7,
        "SyntaxError: invalid syntax (<string>, line 1)",
        "SyntaxError: invalid syntax (<string>, line 1)\n",
    ),
    "odd_syntax_error": (
        "error = SyntaxError('a')\nerror.lineno, error.text = 'x', 5\nraise error\n",
        9,
        "SyntaxError: a",
        "SyntaxError: a\n",
    ),
    "no_exception": (
        "class B(BaseException):\n    def __str__(self): raise ValueError\nraise B\n",
        9,
        "NoteError: the note raised B: <str() failed>",
        "the note raised B: <str() failed>\n",
    ),
    "closes": (
        "raise GeneratorExit\n",
        7,
        "NoteError: the note raised GeneratorExit",
        "the note raised GeneratorExit\n",
    ),
    "exits": (
        "raise SystemExit('z' * 100_000)\n",
        7,
        "NoteError: the note ended the program: SystemExit('zzz",
        "zzz",
    ),
}


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """Build a site of notes that raise them all; return it with what was printed."""
    notes = {f"tensors/{name}": code for name, (code, *_) in FAULTY.items()}
    notes["tensors/printed"] = "print('ValueError: ' + 'y' * 5000)\n"
    project = Project(tmp_path_factory.mktemp("faulty"), notes)
    build = project.build("--device", "cpu")
    assert build.returncode == 1
    return project, build.stdout


@pytest.mark.parametrize("name", sorted(FAULTY))
def test_the_terminal_has_it_on_one_line(
    name: str, failed: tuple[Project, str]
) -> None:
    _, line, message, _ = FAULTY[name]
    start = f"examples/tensors/{name}.py:{line}: {message}"
    (told,) = [text for text in failed[1].splitlines() if text.startswith(start)]
    assert len(told) < len(start) + MOST + 100


def test_the_terminal_is_not_flooded(failed: tuple[Project, str]) -> None:
    told = [line for line in failed[1].splitlines() if "yyyy" in line]
    assert len(told) == 2  # With the traceback, and in the summary.
    assert max(map(len, told)) < MOST + 100
    assert "please open an issue" not in failed[1]


@pytest.mark.parametrize("name", sorted(FAULTY))
def test_the_page_has_all_of_it(name: str, failed: tuple[Project, str]) -> None:
    work = failed[0].folder / "_build/work/cpu/html/en/notes/tensors"
    page = (work / f"{name}.html").read_text(encoding="utf-8")
    output = BeautifulSoup(page, "html.parser").select_one(".sphx-glr-script-out pre")
    assert output is not None
    assert FAULTY[name][3].rstrip("\n") in output.get_text()


def test_what_causes_itself_is_told_once() -> None:
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    assert message_of(one, 100) == "one\ncaused by ValueError: other"


def test_a_name_that_cannot_be_written_is_replaced() -> None:
    kind = type("A\nB\x1b", (Exception,), {"__module__": 3})
    shown = plain(kind("x"), 100)
    assert type(shown).__name__ == "A B"
    assert str(shown) == "x"


def test_what_is_short_is_not_cut() -> None:
    assert on_one_line("a" * MOST) == "a" * MOST
    assert on_one_line("a" * (MOST + 1)) == f"{'a' * MOST} …"


def test_an_error_from_elsewhere_has_no_line() -> None:
    text = 'Traceback (most recent call last):\n  File "b.py", line 3\nm.E: x\n'
    assert read_traceback(text, "a.py") == (0, "E: x")
    assert read_traceback(text, "b.py") == (3, "E: x")


def test_the_index_of_errors_cuts_a_long_message(failed: tuple[Project, str]) -> None:
    index = failed[0].folder / "_build/work/cpu/html/en/index.html"
    soup = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser")
    terms = [term.get_text() for term in soup.select(".error-index dt")]
    assert f"{'y' * 300} …" in terms
    assert max(map(len, terms)) == 302
