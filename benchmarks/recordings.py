"""Measure what every release adds: `nox -s bench -- recordings`.

The same project twice: once with the recordings of all releases, once with those of the
release that is installed. Printed are the bytes of the recordings, the time of a build
from nothing and of one in which nothing changed, and the weight of the pages.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from contender import Contender, compare, ours

from syntax_notes.backends.pytorch import backend
from syntax_notes.recordings.accepted import Device

DEVICE = "cpu"


def accepted(folder: Path) -> Device:
    """Return the recordings of the CPU."""
    return Device(folder / "recordings" / DEVICE, DEVICE, backend.subject)


def of_one_release(folder: Path) -> Contender:
    """Return the project with what is recorded of the installed release only."""
    contender = ours(folder)
    device = accepted(folder)
    own = backend.release()
    for path in (device.folder / own).rglob("*.json"):
        note = path.relative_to(device.folder / own).with_suffix("").as_posix()
        recording = device.read(own, note)
        for other in device.releases():
            device.path(other, note).unlink(missing_ok=True)
        device.accept(recording, note)
    for other in device.releases():
        if other != own:
            shutil.rmtree(device.folder / other)
    return contender


def print_bytes(folder: Path) -> None:
    """Print how large the recordings of each release are."""
    device = accepted(folder)
    print(f"{'release':16} {'bytes':>10} {'notes':>6} {'bytes / note':>13}")
    total = 0
    for release in device.releases():
        sizes = [path.stat().st_size for path in (device.folder / release).rglob("*.*")]
        total += sum(sizes)
        mean = sum(sizes) / max(1, len(sizes))
        print(f"{release:16} {sum(sizes):10,} {len(sizes):6} {mean:13,.0f}")
    print(f"{'all':16} {total:10,}\n")


def print_weights(contenders: dict[str, Contender]) -> None:
    """Print how much heavier the pages of the notes are."""
    all_releases, one = (
        {
            path.relative_to(contender.folder): path.stat().st_size
            for path in contender.folder.glob("_build/html/en/notes/*/*.html")
            if path.stem != "index"
        }
        for contender in contenders.values()
    )
    ratios = {page: all_releases[page] / one[page] for page in one}
    heaviest = max(ratios, key=lambda page: ratios[page])
    print(
        f"a note's page is {statistics.median(ratios.values()):.3f} times as heavy "
        f"(median), {ratios[heaviest]:.3f} times at most ({heaviest.stem})\n"
    )


def main() -> None:
    """Build with both in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="builds of each")
    parser.add_argument("--cold", type=int, default=3, help="of them from nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        contenders = {
            "releases": ours(Path(temporary, "releases")),
            "one": of_one_release(Path(temporary, "one")),
        }
        print_bytes(Path(temporary, "releases"))
        for contender in contenders.values():
            contender.build()
        print_weights(contenders)
        print(f"{'build':16} {'releases':>14} {'one':>14}   releases / one")
        nothing = "nothing changed"
        compare(nothing, contenders, options.rounds, lambda contender, _: None)
        cold = "from nothing"
        compare(cold, contenders, options.cold, lambda contender, _: contender.clean())


if __name__ == "__main__":
    main()
