"""Time what recordings add to a build: `nox -s bench -- recordings`.

The same project twice, with nothing changed: once with recordings of three devices,
which the pages show, once without, and without the page that shows all of them.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from contender import Contender, compare, ours

from syntax_notes.recordings import recording_files
from syntax_notes.recordings.recording import Recording

MORE = ("cuda", "mps", "xpu")


def recorded(folder: Path) -> Contender:
    """Return the project with recordings of more devices, copied from the CPU's."""
    contender = ours(folder)
    for path in (folder / "recordings" / "cpu").glob("*/*.json"):
        recording = recording_files.read(path, "cpu")
        for device in MORE:
            there = replace(recording.environment, device=device, name="a device")
            recording_files.write(
                Recording(there, recording.cells),
                folder / "recordings" / device / path.parent.name / path.name,
            )
    return contender


def bare(folder: Path) -> Contender:
    """Return the project without recordings."""
    contender = ours(folder)
    for path in (folder / "recordings").rglob("*.json"):
        path.unlink()
    for page in (folder / "docs").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"```{device-[^`]*```\n", "", text), encoding="utf-8")
    return contender


def main() -> None:
    """Build with both in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="builds of each")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        contenders = {
            "recorded": recorded(Path(temporary, "recorded")),
            "bare": bare(Path(temporary, "bare")),
        }
        for contender in contenders.values():
            contender.build()
        print(f"{'build':16} {'recorded':>14} {'bare':>14}   recorded / bare")
        compare("nothing changed", contenders, rounds, lambda contender, _: None)


if __name__ == "__main__":
    main()
