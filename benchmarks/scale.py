"""Build sites of 100, 300 and 1,000 notes in both languages: `nox -s bench -- scale`.

What a note costs must not depend on how many there are. Cold, with nothing changed and
with one note edited; the memory is that of the largest process. The size of a page is
that of a note that is on every one of these sites.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from contender import Contender, Measurement, ours
from multiply import multiply

PAGE = Path("_build", "html", "en", "notes", "indexing", "one_hot.html")


def measure(folder: Path, number: int) -> tuple[list[Measurement], int]:
    """Return the builds of a site and the size of its page, in bytes."""
    contender: Contender = ours(folder)
    multiply(folder, number)
    builds = [contender.build(), contender.build()]
    size = (folder / PAGE).stat().st_size
    contender.edit("edited")
    builds.append(contender.build())
    return builds, size


def main() -> None:
    """Print a line for each size, as seconds and as what one note costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[22, 100, 300, 1000])
    numbers = parser.parse_args().numbers
    head = ("cold", "per note", "peak", "per note", "unchanged", "one edit", "page")
    print("notes ", *(f"{word:>11}" for word in head))
    with tempfile.TemporaryDirectory() as temporary:
        for number in numbers:
            builds, size = measure(Path(temporary, str(number)), number)
            cold, unchanged, edited = builds
            print(
                f"{number:5} ",
                f"{cold.seconds:9.1f} s {1000 * cold.seconds / number:8.0f} ms",
                f"{cold.peak:7.0f} MiB {cold.peak / number:7.2f} MiB",
                f"{unchanged.seconds:9.2f} s {edited.seconds:9.2f} s",
                f"{size / 1000:8.1f} kB",
                flush=True,
            )


if __name__ == "__main__":
    main()
