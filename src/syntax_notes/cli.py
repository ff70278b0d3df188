"""The commands: ``python -m syntax_notes docs``, in the folder of a project."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from .backends.pytorch import devices
from .build import full_disk, jobs, scaffold
from .build.build_site import build_site
from .build.device_runs import Request
from .build.record import record
from .notes import placement
from .notes.note_files import note_names
from .settings import Changed

# What begins with a look at the notes; `serve` looks at each build.
LOOKING = ("docs", "gettext", "record")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return the exit status."""
    options = _parser().parse_args(arguments)
    root = Path.cwd()
    try:
        return _run(options, root)
    except (devices.DeviceError, UsageError, scaffold.ScaffoldError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        full = full_disk.explain_error(error)
        if not full:
            raise
        print(full, file=sys.stderr)
        if options.command == "docs":
            print("The site was not replaced.", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace, root: Path) -> int:
    if not (root / "conf.py").exists():
        raise UsageError(
            f"There is no conf.py in {root}; go to the folder of the project."
        )
    if options.command in LOOKING and (wrong := placement.list_problems(root)):
        print(*wrong, sep="\n", file=sys.stderr)
        if options.command == "docs":
            print("The site was not replaced.", file=sys.stderr)
        return 1
    if options.command == "gettext":
        from .build import catalogs

        return catalogs.update(root, root / "_build" / "gettext")
    if options.command == "new":
        print(scaffold.create(root, options.note, options.call))
        return 0
    chosen = devices.choose(options.device)
    if options.command == "serve":
        from .build import serve

        return serve.serve(root, chosen[0], options.port, options.open)
    notes = _check_notes(options.notes, root)
    request = _request(options, root)
    if options.command == "docs":
        return build_site(request, chosen, notes, with_offline=options.offline)
    return record(request.but({"selected": notes} if notes else {}), chosen)


def _request(options: argparse.Namespace, root: Path) -> Request:
    """Return what the options ask for."""
    chosen = jobs.choose(options.jobs, len(note_names(root / "examples")))
    settings: Changed = {"processes": chosen.notes}
    if options.time_limit is not None:
        settings["time_limit"] = options.time_limit
    if options.cluster:
        settings["cluster"] = options.cluster
    return Request(root, settings, chosen.pages)


class UsageError(Exception):
    """A command was given what it cannot use; the message says what to do."""


def _check_notes(asked: list[str], root: Path) -> list[str]:
    """Return the notes asked for, as ``<topic>/<note>``; a path will do as well."""
    present = note_names(root / "examples")
    notes = [note.removeprefix("examples/").removesuffix(".py") for note in asked]
    for note in notes:
        if note not in present:
            near = difflib.get_close_matches(note, present, n=3, cutoff=0.5)
            hint = f"; near it: {', '.join(near)}" if near else ""
            raise UsageError(f"There is no note examples/{note}.py{hint}.")
    return notes


def _seconds(text: str) -> int:
    """Return a time limit."""
    seconds = int(text)
    if not 1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("must be between 1 and 86400 seconds")
    return seconds


def _jobs(text: str) -> int:
    """Return a number of processes."""
    number = int(text)
    if not 1 <= number <= 512:
        raise argparse.ArgumentTypeError("must be between 1 and 512")
    return number


def _parser() -> argparse.ArgumentParser:
    device = argparse.ArgumentParser(add_help=False)
    device.add_argument(
        "--device",
        action="append",
        default=[],
        metavar="NAME",
        help="run on this device only (cpu, cuda, mps, xpu, ...); may be repeated; "
        "the pages are built on the first one named",
    )
    common = argparse.ArgumentParser(add_help=False, parents=[device])
    common.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        help="how long one note may run (conf.py: notes_time_limit)",
    )
    common.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="have the workers of this Dask scheduler run the notes",
    )
    common.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="use N processes; by default one for each processor if there are many "
        "notes, else one",
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
    docs.add_argument(
        "--offline",
        action="store_true",
        help="also make an archive of the site, and a book for e-readers (EPUB)",
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
    serve = commands.add_parser(
        "serve",
        parents=[device],
        prog="nox -s serve --",
        description="Build at every change of a file, and show it in the browser.",
    )
    serve.add_argument("--port", type=int, help="serve here, if it is free")
    serve.add_argument(
        "--no-open",
        dest="open",
        action="store_false",
        help="leave it to you to open the site",
    )
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
