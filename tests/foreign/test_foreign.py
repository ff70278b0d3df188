"""Scripts as other galleries have them, beside what stock sphinx-gallery makes of them.

Each script is named for the construct that it uses. What differs on purpose is listed
with its reason, and what no longer differs has to leave the list.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from tests.support.scripts import run_alone

from .comparing import compare
from .galleries import NAMES, SCRIPTS, build_ours, build_stock
from .shown import opening, read_cards, read_page

# What stock sphinx-gallery cannot run, and why.
BEYOND_STOCK = {
    "language/own_file": "It does not tell a script where it lies.",
    "language/spawned_processes": "It runs the whole build again in each process.",
    "source/byte_order_mark": "It takes the mark for a part of the code.",
}


class Sites(NamedTuple):
    """The sites made of the scripts."""

    ours: Path
    stock: Path


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Build each site once; workers of pytest-xdist share them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "foreign"
    with FileLock(shared / "foreign.lock"):
        if not folder.exists():
            for build, name, without in (
                (build_ours, "ours", ()),
                (build_stock, "stock", BEYOND_STOCK),
            ):
                folder.joinpath(name).mkdir(parents=True)
                _, log = build(folder / name, without)
                folder.joinpath(f"{name}.log").write_text(log, encoding="utf-8")
    sites = Sites(folder / "ours" / "_build" / "html", folder / "stock" / "html")
    for site, name in zip(sites, ("ours", "stock"), strict=True):
        if not (site / ("notes", "en")[name == "ours"]).exists():
            log = folder.joinpath(f"{name}.log").read_text(encoding="utf-8")
            pytest.fail(f"The scripts do not build ({name}):\n{log}")
    return sites


PRINTED = "A page shows what a script prints; what it evaluates, if it says so."
AS_PRINTED = "Output is shown as it was printed, with its blank lines, spaces and tabs."
OWN_FOLDER = "A script runs in an empty folder of its own."
NO_SPACER = "Styles keep a value that is HTML away from what follows."
# By script, what is not the same in stock, and why.
DIFFERENCES: dict[str, dict[str, str]] = {
    "config/capture_both": {
        "prose above cell 2: - | <br> <br>": NO_SPACER,
        "output of cell 3: \"printed\\n\\n{'a': 1}\", here \"printed\\n{'a': 1}\"": (
            "A value stands in the line below, as in an interpreter."
        ),
    },
    "figures/saved": {
        "output of cell 1: \"['saved.png', 'saved.py', 'saved.svg']\", "
        "here \"['saved.png', 'saved.svg']\"": OWN_FOLDER,
    },
    "language/data_beside": {
        "output of cell 1: 'a,b\\n1,2\\n\\nTrue', "
        "here 'a,b\\n1,2\\n\\nFalse'": OWN_FOLDER,
    },
    "output/blank_lines_kept": {
        "output of cell 1: 'a\\n\\n  b', here '\\n\\n  a\\n\\n    b'": AS_PRINTED,
    },
    "output/child_output": {
        "output of cell 1: 'before\\nafter', "
        "here 'before\\nfrom a child\\nfrom below\\nafter'": (
            "What reaches the terminal reaches the page."
        ),
    },
    "output/progress": {
        "output of cell 1: '0 of 2\\n1 of 2\\n2 of 2', here '2 of 2'": (
            "A carriage return begins the line again, as in a terminal."
        ),
    },
    "output/value_as_html": {
        "output of cell 1: 'HTML: a 1', here ''": PRINTED,
        "prose above cell 1: - | <br> <br>": NO_SPACER,
    },
    "output/value_as_text": {
        "output of cell 1: '2', here ''": PRINTED,
        "output of cell 2: \"printed\\n\\n'a string'\", here 'printed'": PRINTED,
    },
    "output/value_semicolon": {
        "output of cell 1: 'a list follows\\n\\n[1, 2, 3]', "
        "here 'a list follows'": PRINTED,
    },
    "output/warned": {
        "output of cell 1: 'examples/output/warned.py:10: UserWarning: a warning\\n"
        '  warnings.warn("a warning", UserWarning, stacklevel=1)\\n'
        "after the warning', here 'UserWarning: a warning\\nafter the warning'": (
            "A page holds no paths of the machine that it was built on."
        ),
    },
    "source/marks_in_strings": {
        "output of cell 1: '# %%\\n   ####################', "
        "here '\\n # %%\\n    ####################'": AS_PRINTED,
    },
    "source/tabs": {
        "output of cell 1: 'a       b', here 'a\\tb'": AS_PRINTED,
    },
}
COMPARED = [name for name in NAMES if name not in BEYOND_STOCK]


@pytest.mark.parametrize("name", COMPARED)
def test_a_script_is_shown_as_stock_shows_it(name: str, sites: Sites) -> None:
    assert compare(name, *sites) == list(DIFFERENCES.get(name, {}))


@pytest.mark.parametrize("topic", sorted({name.partition("/")[0] for name in NAMES}))
def test_each_card_begins_as_its_page_does(topic: str, sites: Sites) -> None:
    folder = sites.ours / "en" / "notes" / topic
    cards = read_cards(folder / "index.html")
    pages = sorted(path for path in folder.glob("*.html") if path.stem != "index")
    assert cards == {path.name: opening(read_page(path)) for path in pages}


def test_each_difference_is_that_of_a_script() -> None:
    assert DIFFERENCES.keys() <= set(NAMES)


@pytest.mark.parametrize("name", BEYOND_STOCK)
def test_a_script_that_stock_cannot_run_prints_what_it_prints_alone(
    name: str, sites: Sites, tmp_path: Path
) -> None:
    script = tmp_path / f"{name.rpartition('/')[2]}.py"
    script.write_bytes(SCRIPTS.joinpath(f"{name}.py").read_bytes())
    cells = read_page(sites.ours / "en" / "notes" / f"{name}.html")
    assert "".join(cell.output for cell in cells).rstrip("\n") == (
        run_alone(script).rstrip("\n")
    )


def test_a_page_of_one_cell_shows_its_code_first(sites: Sites) -> None:
    page = sites.ours / "en" / "notes" / "figures" / "one_line.html"
    text = page.read_text(encoding="utf-8")
    assert text.index("highlight-Python") < text.index('alt="Squares"')


def test_facts_stand_below_a_title_that_has_no_sentence(sites: Sites) -> None:
    page = sites.ours / "en" / "notes" / "source" / "title_only.html"
    text = page.read_text(encoding="utf-8")
    assert (
        text.index("note-facts") < text.index("note-downloads") < text.index("cell-1")
    )
