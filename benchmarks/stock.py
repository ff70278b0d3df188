"""Time this project's build beside stock sphinx-gallery: `nox -s bench`.

The same scripts, the same theme, the same machine, in turn. Stock is a conf.py that
names sphinx-gallery, furo and the folders, and the pattern without which it runs
nothing. Three builds of each: cold, with nothing changed, and with one note edited.
Quote the ratios; seconds differ from machine to machine and from hour to hour.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EDITED = Path("examples", "indexing", "gather.py")
STOCK_CONF = """\
extensions = ["sphinx_gallery.gen_gallery"]
html_theme = "furo"
sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "notes",
    "filename_pattern": "",
}
"""
STOCK_INDEX = "Stock\n=====\n\n.. toctree::\n\n   notes/index\n"


@dataclass(frozen=True)
class Measurement:
    """One run of a command.

    Attributes
    ----------
    seconds : float
        Wall-clock time.
    peak : float
        Resident memory of the largest process, in MiB.
    """

    seconds: float
    peak: float


class Contender:
    """A copy of the scripts and a command that builds a site of them."""

    def __init__(self, folder: Path, command: list[str], output: list[str]) -> None:
        self.folder = folder
        self.command = command
        self.output = output
        shutil.copytree(
            ROOT / "examples",
            folder / "examples",
            ignore=shutil.ignore_patterns("__pycache__"),
        )

    def build(self) -> Measurement:
        """Build once, in a process of its own."""
        log = self.folder / "build.log"
        with log.open("w") as stream:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=stream, stderr=stream
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        if status:
            sys.exit(f"{' '.join(self.command)} failed:\n{log.read_text()}")
        return Measurement(seconds, usage.ru_maxrss / 1024)

    def clean(self) -> None:
        """Remove what earlier builds made."""
        for path in self.output:
            shutil.rmtree(self.folder / path, ignore_errors=True)

    def edit(self, text: str) -> None:
        """Add a line to one note."""
        with (self.folder / EDITED).open("a") as note:
            note.write(f"\nprint({text!r})\n")


def stock(folder: Path) -> Contender:
    """Return sphinx-gallery as it comes."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "conf.py").write_text(STOCK_CONF)
    (docs / "index.rst").write_text(STOCK_INDEX)
    # Stock does not know the projects that the notes link to, so it warns.
    command = [sys.executable, "-m", "sphinx", "-q", "docs", "_build"]
    return Contender(folder, command, ["_build", "docs/notes"])


def ours(folder: Path) -> Contender:
    """Return this project, building for the CPU."""
    ignore = shutil.ignore_patterns("notes", "__pycache__")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=ignore)
    for file in ("conf.py", "CONTRIBUTING.md", "CHANGELOG.md"):
        shutil.copy(ROOT / file, folder)
    command = [sys.executable, "-m", "syntax_notes", "--device", "cpu"]
    return Contender(folder, command, ["_build", "docs/notes"])


def main() -> None:
    """Build with both in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        contenders = {
            "ours": ours(Path(temporary, "ours")),
            "stock": stock(Path(temporary, "stock")),
        }
        os.environ["PYTHONPATH"] = str(Path(temporary, "ours", "docs", "_ext"))
        for contender in contenders.values():
            contender.build()  # Python's bytecode and the disk cache, for both alike.
        kinds: dict[str, Callable[[Contender, int], object]] = {
            "cold": lambda contender, _: contender.clean(),
            "nothing changed": lambda contender, _: None,
            "one note edited": lambda contender, turn: contender.edit(f"edit {turn}"),
        }
        print(f"{'build':16} {'ours':>14} {'stock':>14}   ours / stock")
        for kind, prepare in kinds.items():
            taken: dict[str, list[Measurement]] = {name: [] for name in contenders}
            for turn in range(rounds):
                for name, contender in contenders.items():
                    prepare(contender, turn)
                    taken[name].append(contender.build())
            _print_row(kind, taken["ours"], taken["stock"])


def _print_row(kind: str, ours: list[Measurement], stock: list[Measurement]) -> None:
    def median(of: list[float]) -> float:
        return statistics.median(of)

    ratio = median([a.seconds / b.seconds for a, b in zip(ours, stock, strict=True)])
    seconds = [median([run.seconds for run in runs]) for runs in (ours, stock)]
    peaks = [median([run.peak for run in runs]) for runs in (ours, stock)]
    print(f"{kind:16} {seconds[0]:12.2f} s {seconds[1]:12.2f} s   {ratio:.2f}")
    print(
        f"{'  peak memory':16} {peaks[0]:10.0f} MiB {peaks[1]:10.0f} MiB   "
        f"{peaks[0] / peaks[1]:.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
