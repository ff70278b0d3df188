"""What each command takes, and how it is read from a command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable


def _number(least: int, most: int, unit: str = "") -> Callable[[str], int]:
    """Return what reads a whole number between two others."""

    def read(text: str) -> int:
        number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(
                f"must be a whole number between {least} and {most}{unit}, not {text!r}"
            )
        return number

    return read


def _release(text: str) -> str:
    """Read a release of PyTorch."""
    from .release_list import is_torch_release

    if not is_torch_release(text):
        raise argparse.ArgumentTypeError(
            f"must be a release of PyTorch such as 2.6.0, not {text!r}"
        )
    return text


def torch_option() -> argparse.ArgumentParser:
    """Return what knows the option that chooses releases, and no other."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--torch",
        action="append",
        default=[],
        type=_release,
        metavar="RELEASE",
        help="run with this release of PyTorch, such as 2.6.0, in an environment that "
        "is made for it; may be repeated to record",
    )
    return parser


def again_option() -> argparse.ArgumentParser:
    """Return what knows the option that leaves out no release, and no other."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--again",
        action="store_true",
        help="record what is recorded already as well",
    )
    return parser


def command_parser() -> argparse.ArgumentParser:
    """Return what knows all commands."""
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
        type=_number(1, 86_400, " seconds"),
        metavar="SECONDS",
        help="how long one note may run (conf.py: notes_time_limit)",
    )
    cluster = argparse.ArgumentParser(add_help=False)
    cluster.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="have the workers of this Dask scheduler run the notes",
    )
    common.add_argument(
        "--jobs",
        type=_number(1, 512),
        metavar="N",
        help="use N processes; by default one for each processor if there are many "
        "notes, else two",
    )
    parser = argparse.ArgumentParser(
        prog="python -m syntax_notes",
        epilog="Each is a session of nox as well, which installs what it needs: "
        "`nox -s docs`. `docs --help` says what a command takes.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(
        name: str, text: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, parents=parents, prog=f"nox -s {name} --", help=text, description=text
        )

    whole = (common, cluster, torch_option())
    docs = command("docs", "Run every note on each device and build the site.", *whole)
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
    command("gettext", "Bring the catalogs up to date, and name what is missing.")
    new = command("new", "Begin a note that runs, in the folder of its topic.")
    new.add_argument("note", metavar="TOPIC/NOTE", help="indexing/index_select, ...")
    new.add_argument("call", metavar="CALL", help='what it is about, in quotes: "nn.X"')
    serve = command(
        "serve", "Build at every change of a file, and show it in the browser.", device
    )
    serve.add_argument(
        "--port",
        type=_number(1, 65_535),
        metavar="N",
        help="serve here, if it is free",
    )
    serve.add_argument(
        "--no-open",
        dest="open",
        action="store_false",
        help="leave it to you to open the site",
    )
    record = command(
        "record", "Run notes on each device, and accept what they print.", *whole
    )
    record.add_argument(
        "notes", nargs="*", metavar="NOTE", help="indexing/gather, ...; all by default"
    )
    releases = command(
        "releases",
        "Record every release of PyTorch that conf.py lists.",
        common,
        again_option(),
    )
    instead = releases.add_mutually_exclusive_group()
    instead.add_argument(
        "--find",
        action="store_true",
        help="only add a newer one to conf.py, if pip offers one, and print it",
    )
    instead.add_argument(
        "--summary",
        type=_release,
        metavar="RELEASE",
        help="only say what it prints that the release before it does not",
    )
    return parser
