"""Build the site: ``python -m syntax_notes [--device cpu] [--time-limit 60]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import build, devices

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str] | None = None) -> int:
    """Run the notes, build the site and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="nox -s docs --",
        description="Run every note on each device and build the site.",
    )
    parser.add_argument(
        "--device",
        action="append",
        default=[],
        metavar="NAME",
        help="run on this device only (cpu, cuda, mps, xpu, ...); may be repeated; "
        "the first one named is the one whose output the pages show",
    )
    parser.add_argument(
        "--time-limit",
        type=int,
        metavar="SECONDS",
        help="how long one note may run (conf.py: notes_time_limit)",
    )
    options = parser.parse_args(arguments)
    try:
        chosen = devices.choose(options.device)
    except devices.DeviceError as error:
        print(error, file=sys.stderr)
        return 2
    return build.build(ROOT, chosen, options.time_limit)


if __name__ == "__main__":
    sys.exit(main())
