"""Whatever a note does wrong: an error that names it, or a page that shows it as text.

Never a broken page, a hung build or a file left in the work tree.
"""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest
from bs4 import BeautifulSoup

from tests.support.project import Project

FAILING = {
    "syntax": ("x = = 1\n", 7, "SyntaxError: invalid syntax"),
    "raises": ("x = 1\nx / 0\n", 8, "ZeroDivisionError: division by zero"),
    "asks": ("name = input('name? ')\n", 7, "Cannot use input() builtin function"),
    "reads": ("import sys\nsys.stdin.read()\n", 8, "EOFError: a note cannot read"),
    "exits": ("import sys\nsys.exit(0)\n", 8, "the note ended the program"),
    "quits": ("quit()\n", 7, "the note ended the program: SystemExit(None)"),
    "endless": ("while True: pass\n", 7, "the note ran for more than 8 seconds"),
    "stubborn": (
        "while True:\n    try:\n        while True: pass\n    except Exception: pass\n",
        9,
        "the note ran for more than 8 seconds",
    ),
    "fills_memory": (
        "import torch\na = []\nwhile True:\n    a.append(torch.empty(2**26))\n",
        10,
        "RuntimeError: [enforce fail at alloc_cpu.cpp",
    ),
    "leaves_thread": (
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(1e6,), name='okapi').start()\n",
        8,
        "the note ended, and left the thread okapi running",
    ),
    "leaves_thread_in_brackets": (
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(1e6,), name='quokka').start()\n"
        "assert (\n    time\n    is not None\n)\n",
        9,
        "the note ended, and left the thread quokka running",
    ),
    "leaves_child": (
        "import subprocess, sys\n"
        "script = 'import time; time.sleep(999)  # quokka'\n"
        "child = subprocess.Popen([sys.executable, '-c', script])\n",
        9,
        "the note ended, and left the child process ",
    ),
    "waits": ("import time\ntime.sleep(1e6)\n", 8, "the note ran for more than 8"),
    "aborts": ("import os\nos.abort()\n", 8, "the note was ended by SIGABRT"),
    "crashes": ("import ctypes\n\nctypes.string_at(0)\n", 9, "ended by SIGSEGV"),
    "ends": (
        "import os; os._exit(0)\n",
        7,
        "the note ended the program: exit status 0",
    ),
    "terminates": (
        "import os, signal\n\nos.kill(os.getpid(), signal.SIGTERM)\n",
        9,
        "the note was ended by SIGTERM (Terminated)",
    ),
    "interrupts": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n",
        8,
        "the note raised KeyboardInterrupt",
    ),
    "kills_group": (
        "import os, signal; os.killpg(0, signal.SIGKILL)\n",
        7,
        "the note was ended by SIGKILL (Killed)",
    ),
    "kills_keeper": (
        "import os, signal; os.kill(os.getppid(), signal.SIGKILL)\nwhile True: pass\n",
        7,
        "the note ended the process that watches it",
    ),
    "stops": (
        "import os, signal\n\nos.kill(os.getpid(), signal.SIGSTOP)\n",
        9,
        "the note ran for more than 8 seconds",
    ),
    "stops_keeper": (
        "import os, signal; os.kill(os.getppid(), signal.SIGSTOP)\nwhile True: pass\n",
        7,
        "the note ended the process that watches it",
    ),
    "lifts_limits": (
        "import faulthandler, signal\n"
        "faulthandler.cancel_dump_traceback_later()\n"
        "signal.setitimer(signal.ITIMER_REAL, 0)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\n"
        "while True: pass\n",
        7,
        "the note ran for more than 8 seconds",
    ),
    "holds_interpreter": (
        "import itertools\n\nsum(itertools.repeat(0))\n",
        9,
        "the note ran for more than 8 seconds",
    ),
    "leaves_daemon": (
        "import os\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        os.execvp('sleep', ['sleep', '99.987'])\n"
        "    os._exit(0)\n"
        "os.wait()\n",
        13,
        "the note ended, and left the child process sleep running",
    ),
    "ends_before_its_child": (
        "import os, subprocess\n\n"
        "subprocess.Popen(['sleep', '99.987'], start_new_session=True)\n"
        "os._exit(0)\n",
        10,
        "the note ended the program: exit status 0",
    ),
    "fills_memory_of_child": (
        "import subprocess, sys\n\n"
        "subprocess.run([sys.executable, '-c', 'bytearray(99 * 2**30)'], check=True)\n",
        9,
        "CalledProcessError",
    ),
    "writes_beside_itself": (
        "import pathlib\n\npathlib.Path(__file__).with_name('new.py').touch()\n",
        9,
        "ForbiddenWriteError: the note was about to change examples/tensors/new.py",
    ),
    "removes_other_files": (
        "import os, pathlib, sys\n\n"
        "there = os.open(pathlib.Path(sys.argv[0]).parents[1], os.O_RDONLY)\n"
        "os.rename('GALLERY_HEADER.rst', 'x', src_dir_fd=there)\n",
        10,
        "ForbiddenWriteError: the note was about to change examples/GALLERY_HEADER.rst",
    ),
    "breaks_its_page": (
        "import builtins\nbuiltins.open = None\n",
        7,
        "the page of the note could not be written: TypeError",
    ),
    "raises_base": (
        "class Base(BaseException): pass\nraise Base('okapi')\n",
        8,
        "the note raised Base: okapi",
    ),
}
# What each prints, and what its page must show.
PRINTING = {
    "elements": (
        "print('<script>alert(1)</script><b>&amp;</b>')\n",
        "<script>alert(1)</script><b>&amp;</b>",
    ),
    "ansi": (
        "print('\\x1b[31mred\\x1b[0m \\x1b]0;title\\x07plain\\x1b(B')\n",
        "red plain",
    ),
    "control": (
        "print('a\\x00b\\x07c\\x7fd\\x80e')\n",
        "a␀b␇c␡d\N{REPLACEMENT CHARACTER}e",
    ),
    # Right-to-left override, a mark, and an isolate that does not end.
    "turning": (
        "print('a\\u202eb\\u200fc\\u2067d')\n",
        "a\\u202eb\\u200fc\\u2067d",
    ),
    "surrogate": ("print('a\\udc80b')\n", "a\N{REPLACEMENT CHARACTER}b"),
    "restructuredtext": (
        "print('.. raw:: html\\n\\n   <hr>\\n\\n**bold** `x`_ |y| :ref:`z`\\n====')\n",
        ".. raw:: html\n\n   <hr>\n\n**bold** `x`_ |y| :ref:`z`\n====",
    ),
    # As in a terminal: it begins its line again.
    "carriage_return": ("print('50 %\\r100 %\\r\\ndone')\n", "100 %\ndone"),
    "separators": ("print('a\\x0bb\\x0cc\\x1cd\\x85e\\u2028f')\n", "a\nb\nc\nd\ne\nf"),
    "descriptors": (
        "import os\nos.closerange(1, 200)\nprint('still here')\n",
        "still here",
    ),
    "fork": (
        "import os\nif os.fork() == 0:\n    print('child')\n    os._exit(0)\n"
        "os.wait()\nprint('parent')\n",
        "child\nparent",
    ),
    "fork_that_goes_on": (
        "import os\npid = os.fork()\nif pid:\n    os.wait()\nprint(pid > 0)\n",
        "False\nTrue",
    ),
    "pool": (
        "import multiprocessing\npool = multiprocessing.Pool(2)\n"
        "print(pool.map(abs, [-1, 2]))\n",
        "[1, 2]",
    ),
    "executor": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "executor = ThreadPoolExecutor()\nfuture = executor.submit(print, 'done')\n",
        "done",
    ),
    "spawned": (
        "import multiprocessing\n\n\ndef work(i):\n    return i * i\n\n\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(pool.map(work, range(3)))\n",
        "[0, 1, 4]",
    ),
    "exit_function": (
        "import atexit\natexit.register(print, 'last')\nprint('first')\n",
        "first\nlast",
    ),
    "no_stream": ("import sys\nsys.stdout = sys.stderr = None\n", ""),
    "removed_folder": (
        "import os\nos.rmdir(os.getcwd())\nprint(1)\n\n# %%\n# Then\n# ----\n"
        "print(os.listdir('.'))\n",
        "1\n[]",
    ),
    "moved": (
        "import os\nos.mkdir('deeper')\nos.chdir('deeper')\n\n# %%\n# Then\n# ----\n"
        "print(os.path.basename(os.getcwd()))\n",
        "deeper",
    ),
    "umask": ("import os\nos.umask(0o777)\nprint('closed')\n", "closed"),
    "warning": (
        "import warnings\nwarnings.warn('a path would be here', stacklevel=1)\n",
        "UserWarning: a path would be here",
    ),
}
MEGABYTES = "print('x' * 5_000_000)\nfor i in range(100_000): print(i)\n"
ONE_LINE = "print('y' * 10_000_000 + 'zzz')\n"
# The second cell is cut in both of its parts, the third in the first; the last is not.
PARTS = """
print("one")

# %%
# Second
# ------

print("two" * 20_000)
print("three" * 20_000)

# %%
# Third
# -----

print("four" * 20_000)
print("five")

# %%
# Last
# ----

print("six")
"""
WRITES = "open('left.txt', 'w').write('x')\nimport os\nprint(os.listdir())\n"


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str, int]:
    """Build a site of notes that fail, and one that does not."""
    notes = {f"tensors/{name}": code for name, (code, _, _) in FAILING.items()}
    notes["tensors/zero"] = "print('fine')\n"
    project = Project(tmp_path_factory.mktemp("failing"), notes)
    build = project.build("--device", "cpu", "--time-limit", "8", "--jobs", "4")
    return project, build.stdout, build.returncode


@pytest.mark.parametrize("name", sorted(FAILING))
def test_the_note_the_line_and_the_message_are_named(
    name: str, failed: tuple[Project, str, int]
) -> None:
    _, line, message = FAILING[name]
    summary = failed[1].rpartition("device  name")[2].splitlines()
    assert [
        text
        for text in summary
        if text.startswith(f"examples/tensors/{name}.py:{line}: ") and message in text
    ], failed[1]


def test_a_failing_note_fails_the_build(failed: tuple[Project, str, int]) -> None:
    project, log, status = failed
    assert status == 1
    assert "The site was not replaced." in log
    assert not project.html.exists()


def test_a_failing_note_does_not_keep_the_others_from_running(
    failed: tuple[Project, str, int],
) -> None:
    results = failed[0].results()
    assert results["passed"] == ["tensors/zero"]
    assert results["failed"] == [f"tensors/{name}" for name in sorted(FAILING)]


def test_what_a_note_has_started_does_not_outlive_the_build(
    failed: tuple[Project, str, int],
) -> None:
    running = (process.info["cmdline"] for process in psutil.process_iter(["cmdline"]))
    commands = [" ".join(command or []) for command in running]
    assert not [one for one in commands if "quokka" in one or "99.987" in one]


def test_a_failure_is_no_crash_of_sphinx(failed: tuple[Project, str, int]) -> None:
    assert "please open an issue" not in failed[1]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build a site of notes that print what a page cannot hold as it is."""
    notes = {f"tensors/{name}": code for name, (code, _) in PRINTING.items()}
    notes |= {"tensors/megabytes": MEGABYTES, "tensors/one_line": ONE_LINE}
    notes |= {"tensors/parts": PARTS, "tensors/writes": WRITES}
    project = Project(tmp_path_factory.mktemp("printing"), notes)
    before = project.sources()
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    assert project.sources() == before
    return project


def output(page: str) -> str:
    """Return the text of a page's outputs."""
    found = BeautifulSoup(page, "html.parser").select(".sphx-glr-script-out pre")
    return "".join(element.get_text() for element in found)


@pytest.mark.parametrize("name", sorted(PRINTING))
def test_output_is_shown_as_text(name: str, printed: Project) -> None:
    assert output(printed.page(f"tensors/{name}")).strip() == PRINTING[name][1]


def test_megabytes_are_cut_off_and_the_page_says_so(printed: Project) -> None:
    page = printed.page("tensors/megabytes")
    assert len(page) < 100_000
    assert "[5,568,891 more characters are not shown]" in output(page)


def whole(project: Project, note: str, language: str = "en") -> list[str]:
    """Return what the links to whole outputs lead to."""
    page = project.html / language / "notes" / f"{note}.html"
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    links = [str(link["href"]) for link in soup.select(".whole-output a")]
    return [(page.parent / link).read_text(encoding="utf-8") for link in links]


def test_the_whole_output_is_a_link_away(printed: Project) -> None:
    numbers = "".join(f"{i}\n" for i in range(100_000))
    expected = [f"{'x' * 5_000_000}\n{numbers}"]
    assert whole(printed, "tensors/megabytes") == expected
    assert whole(printed, "tensors/megabytes", "zh-cn") == expected
    assert whole(printed, "tensors/elements") == []


def test_ten_megabytes_on_a_line_are_kept_and_not_a_character_more(
    printed: Project,
) -> None:
    assert "more characters are not shown" in output(printed.page("tensors/one_line"))
    (kept,) = whole(printed, "tensors/one_line")
    assert kept == f"{'y' * 10_000_000}\n[4 more are not kept]\n"


def test_only_the_cell_that_is_cut_has_the_link(printed: Project) -> None:
    assert whole(printed, "tensors/parts") == [
        f"{'two' * 20_000}\n{'three' * 20_000}\n",
        f"{'four' * 20_000}\nfive\n",
    ]


@pytest.mark.slow
def test_a_whole_output_goes_with_what_printed_it(tmp_path: Path) -> None:
    project = Project(tmp_path, {"tensors/long": ONE_LINE})
    assert project.build("--device", "cpu").returncode == 0
    assert len(whole(project, "tensors/long")) == 1
    project.write("tensors/long", "print('short')\n")
    assert project.build("--device", "cpu").returncode == 0
    assert whole(project, "tensors/long") == []
    assert not list(project.html.rglob("*.cell-*.txt"))


def test_a_file_that_a_note_writes_is_not_left_behind(printed: Project) -> None:
    assert "['left.txt']" in output(printed.page("tensors/writes"))
    assert not list(printed.folder.rglob("left.txt"))


@pytest.mark.slow
def test_a_note_that_fails_the_second_time_leaves_the_site(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It leaves a file where its own folder does not go: in that of the system."""
    code = (
        "import tempfile\n"
        "from pathlib import Path\n"
        "mark = Path(tempfile.gettempdir()) / 'twice.mark'\n"
        "assert not mark.exists(), 'okapi'\n"
        "mark.touch()\n"
        "print('the first time')\n"
    )
    project = Project(tmp_path, {"tensors/twice": code, "tensors/zero": "print(0)\n"})
    monkeypatch.setenv("TMPDIR", str(tmp_path_factory.mktemp("temporary")))
    assert project.build("--device", "cpu").returncode == 0
    for _ in range(2):
        build = project.build("--device", "cpu", "tensors/twice")
        assert build.returncode == 1
        assert "examples/tensors/twice.py:10: AssertionError: okapi" in build.stdout
        assert "the first time" in project.page("tensors/twice")
    project.write("tensors/twice", "print('mended')\n")
    assert project.build("--device", "cpu").returncode == 0
    assert "mended" in project.page("tensors/twice")


def test_what_a_program_of_a_note_changes_is_told(tmp_path: Path) -> None:
    """Python's own writes are refused; those of others are found."""
    removes = (
        "import subprocess, sys\nfrom pathlib import Path\n"
        "examples = Path(sys.argv[0]).parents[1]\n"
        "subprocess.run(['rm', examples / 'tensors' / 'zero.txt'], check=True)\n"
        "subprocess.run(['touch', examples.parent / 'new.txt'], check=True)\n"
    )
    notes = {"tensors/last": removes, "tensors/zero": "print(0)\n"}
    project = Project(tmp_path, notes)
    (tmp_path / "examples" / "tensors" / "zero.txt").write_text("0")
    build = project.build("--device", "cpu", "--jobs", "1")
    told = [line for line in build.stdout.splitlines() if "while it ran" in line]
    assert len(told) == 1, build.stdout
    assert told[0].startswith(
        "examples/tensors/last.py: while it ran, examples/tensors/zero.txt, new.txt "
        "changed."
    )
