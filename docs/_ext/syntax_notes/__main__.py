"""Build the site, record devices, begin a note: ``python -m syntax_notes docs``."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from . import build, devices, gallery, scaffold

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return the exit status."""
    options = _parser().parse_args(arguments)
    if options.command == "gettext":
        from . import catalogs

        return catalogs.update(ROOT, ROOT / "_build" / "gettext")
    try:
        if options.command == "new":
            print(scaffold.create(ROOT, options.note, options.call))
            return 0
        chosen = devices.choose(options.device)
        notes = _check_notes(options.notes)
        if options.command == "docs":
            return build.build(ROOT, chosen, notes, options.time_limit)
        return build.record(ROOT, chosen, notes, options.time_limit)
    except (devices.DeviceError, NoSuchNote, scaffold.ScaffoldError) as error:
        print(error, file=sys.stderr)
        return 2


class NoSuchNote(Exception):
    """A note was asked for that is not there."""


def _check_notes(asked: list[str]) -> list[str]:
    """Return the notes asked for, as ``<topic>/<note>``; a path will do as well."""
    present = gallery.names(ROOT / "examples")
    notes = [note.removeprefix("examples/").removesuffix(".py") for note in asked]
    for note in notes:
        if note not in present:
            near = difflib.get_close_matches(note, present, n=3, cutoff=0.5)
            hint = f"; near it: {', '.join(near)}" if near else ""
            raise NoSuchNote(f"There is no note examples/{note}.py{hint}.")
    return notes


def _seconds(text: str) -> int:
    """Return a time limit."""
    seconds = int(text)
    if not 1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("must be between 1 and 86400 seconds")
    return seconds


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--device",
        action="append",
        default=[],
        metavar="NAME",
        help="run on this device only (cpu, cuda, mps, xpu, ...); may be repeated; "
        "the pages are built on the first one named",
    )
    common.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        help="how long one note may run (conf.py: notes_time_limit)",
    )
    parser = argparse.ArgumentParser(prog="python -m syntax_notes")
    commands = parser.add_subparsers(dest="command", required=True)
    docs = commands.add_parser(
        "docs",
        parents=[common],
        prog="nox -s docs --",
        description="Run every note on each device and build the site.",
    )
    docs.add_argument(
        "notes",
        nargs="*",
        metavar="NOTE",
        help="run these again, and only these on further devices: indexing/gather, ...",
    )
    commands.add_parser(
        "gettext",
        prog="nox -s gettext --",
        description="Bring the catalogs up to date, and name what is missing.",
    )
    new = commands.add_parser(
        "new",
        prog="nox -s new --",
        description="Begin a note that runs, in the folder of its topic.",
    )
    new.add_argument("note", metavar="TOPIC/NOTE", help="indexing/index_select, ...")
    new.add_argument("call", metavar="CALL", help='what it is about, in quotes: "nn.X"')
    record = commands.add_parser(
        "record",
        parents=[common],
        prog="nox -s record --",
        description="Run notes on each device, and accept what they print.",
    )
    record.add_argument(
        "notes", nargs="*", metavar="NOTE", help="indexing/gather, ...; all by default"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
