"""The commands: ``python -m syntax_notes docs``, in the folder of a project."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import locale
import os
import sys
from pathlib import Path

from .backends.pytorch import devices
from .build import jobs, scaffold
from .build.arguments import again_option, command_parser, torch_option
from .build.build_site import build_site
from .build.device_runs import Request
from .build.interruptions import Interrupted, interruptions
from .build.record import record
from .build.release_environment import ReleaseError
from .build.system_errors import explain_error
from .notes import placement
from .notes.note_files import note_names
from .settings import Changed

# What begins with a look at the notes; `serve` looks at each build.
LOOKING = ("docs", "gettext", "record", "releases")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return the exit status."""
    _prepare_streams()
    parser = command_parser()
    given = sys.argv[1:] if arguments is None else arguments
    options = parser.parse_args(given)
    if options.command is None:
        parser.print_help()
        return 0
    root = Path.cwd()
    try:
        with interruptions():
            return _run(options, root, given)
    except (devices.DeviceError, UsageError, scaffold.ScaffoldError) as error:
        print(error, file=sys.stderr)
        return 2
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(explain_error(error, root), file=sys.stderr)
        if options.command == "docs":
            print("The site was not replaced.", file=sys.stderr)
        return 1
    except Interrupted as interrupted:
        with contextlib.suppress(OSError):  # The terminal may be gone.
            print(interrupted, file=sys.stderr)
        return interrupted.status


def _prepare_streams() -> None:
    """Have what a terminal has no letters for written with a backslash, not refused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if not sys.flags.utf8_mode and locale.getencoding().upper() != "UTF-8":
        # What is started from here reads and writes pages, which are in UTF-8.
        os.environ["PYTHONUTF8"] = "1"


def _run(options: argparse.Namespace, root: Path, given: list[str]) -> int:
    for part in ("conf.py", "examples/"):
        if not (root / part).exists():
            raise UsageError(
                f"There is no {part} in {root}; go to the folder of the project."
            )
    if {"{", "}"} & {*str(root)}:
        raise UsageError(
            f"The path {root} has a brace in it, which sphinx-gallery takes for "
            "a place to fill in; move the project."
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
    if options.command == "releases":
        return _run_releases(options, root, given)
    if options.command == "serve":
        from .build import serve

        chosen = devices.choose(options.device)
        return serve.serve(root, chosen[0], options.port, options.open)
    notes = _check_notes(options.notes, root)
    if options.torch:
        return _run_elsewhere(options, root, given)
    chosen = devices.choose(options.device)
    request = _request(options, root)
    if options.command == "docs":
        return build_site(request, chosen, notes, with_offline=options.offline)
    return record(request.but({"selected": notes} if notes else {}), chosen)


def _run_elsewhere(options: argparse.Namespace, root: Path, given: list[str]) -> int:
    """Run a command with other releases of PyTorch."""
    from .build import other_releases

    releases = list(dict.fromkeys(options.torch))
    rest = torch_option().parse_known_args(given)[1]
    if options.cluster:
        raise UsageError(
            "The workers of a cluster run the notes with the PyTorch that they have; "
            "leave out --torch or --cluster."
        )
    if options.command == "docs":
        if len(releases) > 1:
            raise UsageError(
                "A site is built with one release of PyTorch, not with "
                f"{' and '.join(releases)}."
            )
        return other_releases.build_with(root, releases[0], rest)
    return other_releases.record_with(root, releases, rest)


def _run_releases(options: argparse.Namespace, root: Path, given: list[str]) -> int:
    """Record all releases, or say something about them."""
    from .build import release_list, release_summary, releases

    if options.find:
        print(release_list.add_newest(root))
        return 0
    if options.summary:
        print(release_summary.summarize(root, options.summary))
        return 0
    arguments = again_option().parse_known_args(given[1:])[1]
    return releases.record_all(root, options.device, arguments, again=options.again)


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
    examples = root / "examples"
    present = note_names(examples)
    notes = [_note_of(one, examples) for one in asked]
    for note in notes:
        if note not in present:
            near = difflib.get_close_matches(note, present, n=3, cutoff=0.5)
            hint = f"; near it: {', '.join(near)}" if near else ""
            raise UsageError(f"There is no note examples/{note}.py{hint}.")
    return notes


def _note_of(asked: str, examples: Path) -> str:
    """Return the name of a note, from that or from any path to its script."""
    path = Path(os.path.abspath(asked))
    if path.is_relative_to(examples):
        asked = path.relative_to(examples).as_posix()
    return asked.removesuffix(".py")
