"""Say in a sentence why pip has not installed a release, from what it has written."""

from __future__ import annotations

import platform
import re

from packaging.requirements import Requirement
from packaging.version import Version

from .pip_offers import ask_pip, read_versions

FULL = re.compile(r"No space left on device|Errno 28|Disk quota exceeded|Errno 122")
FAILED = re.compile(r"Retrying \(|NewConnectionError|NameResolutionError")
NO_NETWORK = "there is no network"
OFFERED = r"requirement torch=={} \(from versions: ([^)]*)\)"
CONSTRAINED = re.compile(r"user requested \(constraint\) (torch\b\S*)")
NEIGHBOURS = 2  # on either side
MOST = 300  # characters of a message
ERROR = "ERROR:"
NOTHING = "it says nothing"


def explain(log: str, release: str, name: str) -> str:
    """Return the sentence.

    Parameters
    ----------
    log : str
        What pip has written.
    release : str
        The release of PyTorch that it was asked for.
    name : str
        What the file with all of it is called.
    """
    if FULL.search(log):
        return (
            f"The disk is full: PyTorch {release} takes 3 to 6 GB, and as much again "
            "while it is installed."
        )
    found = re.search(OFFERED.format(re.escape(release)), log)
    if found is not None and not (offered := read_versions(found[1])):
        why = NO_NETWORK if FAILED.search(log) else "its index has none"
        return (
            f"PyTorch {release} cannot be had: pip finds no release at all, as {why} "
            f"({name})."
        )
    limit = CONSTRAINED.search(log)
    if limit is not None:
        if release not in Requirement(limit[1]).specifier:
            return (
                f"PyTorch {release} cannot be had: pip is set to install {limit[1]} "
                "only; `pip config list` and PIP_CONSTRAINT say where."
            )
        # Where pip is given a limit, it says nothing of what there is.
        offered = ask_pip().releases
    if found is not None or limit is not None:
        return _missing(release, offered)
    return f"PyTorch {release} cannot be installed: {last_error(log)} ({name})"


def last_error(log: str) -> str:
    """Return the last line that pip calls an error; of a traceback, the last line."""
    lines = _lines(log)
    errors = [line for line in lines if line.startswith(ERROR)]
    if errors and not errors[-1].endswith("Exception:"):
        return _shortened(errors[-1].removeprefix(ERROR).strip())
    return last_line(log)


def last_line(log: str) -> str:
    """Return the last line, which says what a traceback is about."""
    return _shortened((_lines(log) or [NOTHING])[-1])


def _lines(log: str) -> list[str]:
    return [line.strip() for line in log.splitlines() if line.strip()]


def _shortened(line: str) -> str:
    return line if len(line) <= MOST else f"{line[:MOST]}…"


def _missing(release: str, offered: list[Version]) -> str:
    """Say that there is no such release, and which ones are near it."""
    python = ".".join(platform.python_version_tuple()[:2])
    near = ", ".join(_near(Version(release), offered)) or "none"
    return (
        f"There is no PyTorch {release} for Python {python} on {platform.system()} "
        f"{platform.machine()}; pip offers {near}."
    )


def _near(release: Version, offered: list[Version]) -> list[str]:
    before = [one for one in offered if one < release][-NEIGHBOURS:]
    after = [one for one in offered if one > release][:NEIGHBOURS]
    return [str(one) for one in (*before, *after)]
