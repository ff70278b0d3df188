"""What the benchmarks measure: a copy of the notes, and a command that builds them."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EDITED = Path("examples", "indexing", "gather.py")


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
            dirs_exist_ok=True,
        )

    def build(self) -> Measurement:
        """Build once, in a process of its own."""
        log = self.folder / "build.log"
        own = self.folder / "src"  # a copy of the package, where one was changed
        path = {"PYTHONPATH": str(own)} if own.exists() else {}
        with log.open("w") as stream:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=os.environ | path,
                stdout=stream,
                stderr=stream,
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


def ours(folder: Path) -> Contender:
    """Return this project, building for the CPU."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.rmtree(folder / "docs" / "notes", ignore_errors=True)
    shutil.copytree(ROOT / "recordings", folder / "recordings")
    for file in ("conf.py", "CONTRIBUTING.md", "CHANGELOG.md"):
        shutil.copy(ROOT / file, folder)
    command = [sys.executable, "-m", "syntax_notes", "docs", "--device", "cpu"]
    return Contender(folder, command, ["_build", "docs/notes"])


def compare(
    kind: str,
    contenders: dict[str, Contender],
    rounds: int,
    prepare: Callable[[Contender, int], object],
) -> None:
    """Build with two contenders in turn, and print medians and their ratio."""
    taken: dict[str, list[Measurement]] = {name: [] for name in contenders}
    for turn in range(rounds):
        for name, contender in contenders.items():
            prepare(contender, turn)
            taken[name].append(contender.build())
    _print_row(kind, *taken.values())


def _print_row(kind: str, ours: list[Measurement], other: list[Measurement]) -> None:
    def median(of: list[float]) -> float:
        return statistics.median(of)

    ratio = median([a.seconds / b.seconds for a, b in zip(ours, other, strict=True)])
    seconds = [median([run.seconds for run in runs]) for runs in (ours, other)]
    peaks = [median([run.peak for run in runs]) for runs in (ours, other)]
    print(f"{kind:16} {seconds[0]:12.2f} s {seconds[1]:12.2f} s   {ratio:.2f}")
    print(
        f"{'  peak memory':16} {peaks[0]:10.0f} MiB {peaks[1]:10.0f} MiB   "
        f"{peaks[0] / peaks[1]:.2f}",
        flush=True,
    )
