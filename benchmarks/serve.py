"""Time `nox -s serve` from saving a note to its new output: `nox -s bench -- serve`.

A line that prints something new is added to the first cell of a note, in a copy of the
project; the time ends when the page in Chromium shows it. What a note itself takes to
run is in it.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import chromium
from contender import ours
from playwright.sync_api import Page, sync_playwright

SHOWN = "word => document.querySelector('article')?.textContent.includes(word)"


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start serving, wait for the first build, and return the address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "syntax_notes", "serve", "--no-open", "--device", "cpu"],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = ""
    for line in process.stdout:
        found = re.search(r"http://\S+(?=/ )", line)
        address = found[0] if found else address
        if "Built" in line:
            return process, address
    sys.exit("it did not build")


def measure(page: Page, note: Path, rounds: int) -> list[float]:
    """Return the seconds that each save takes."""
    source = note.read_text(encoding="utf-8")
    taken = []
    for _ in range(rounds):
        word = f"saved at {time.time_ns()}"
        began = time.perf_counter()
        # In front of the second cell.
        edited = source.replace("\n# %%", f"\nprint('{word}')\n\n# %%", 2)
        note.write_text(edited.replace(f"\nprint('{word}')\n", "", 1), encoding="utf-8")
        page.wait_for_function(SHOWN, arg=word)
        taken.append(time.perf_counter() - began)
        time.sleep(2)  # for the other language
    note.write_text(source, encoding="utf-8")
    time.sleep(3)
    return taken


def main() -> None:
    """Print a line for each note, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="saves of each note")
    parser.add_argument("notes", nargs="*", help="indexing/gather, ...; all by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary, "site")
        ours(folder)
        process, address = start(folder)
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox"]
        )
        page = browser.new_page()
        paths = sorted((folder / "examples").glob("*/*.py"))
        every = []
        for path in paths:
            name = path.relative_to(folder / "examples").with_suffix("").as_posix()
            if options.notes and name not in options.notes:
                continue
            page.goto(f"{address}/en/notes/{name}.html")
            taken = measure(page, path, options.rounds)
            every += taken
            print(f"{name:26} {statistics.median(taken):6.2f} s", flush=True)
        print(f"{'all: median, worst':26} {statistics.median(every):6.2f} s", end=" ")
        print(f"{max(every):6.2f} s")
        browser.close()
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
