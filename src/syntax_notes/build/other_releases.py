"""Run a command with other releases of PyTorch, one after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .child_process import run_child, variables_without_path
from .interruptions import Interrupted
from .release_environment import ReleaseError, release_environment
from .release_list import installed_release, read_listed

# From here on, an exit status says which signal has ended a command.
SIGNALLED = 128


def run_with(root: Path, release: str, arguments: list[str]) -> int:
    """Run a command of this package with a release, and return its exit status.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    release : str
        The release. With the one that is installed, the command runs here.
    arguments : list of str
        The command and what it is given.

    Raises
    ------
    ReleaseError
        If the release cannot be had.
    """
    if release == installed_release():
        return _run(root, [sys.executable], arguments)
    with release_environment(root, release) as python:
        return _run(root, [str(python)], arguments, variables_without_path())


def build_with(root: Path, release: str, arguments: list[str]) -> int:
    """Build the site with a release, and return the exit status."""
    try:
        return run_with(root, release, arguments)
    except ReleaseError as error:
        print(error, "The site was not replaced.", sep="\n", file=sys.stderr)
        return 1


def record_with(root: Path, releases: list[str], arguments: list[str]) -> int:
    """Record releases, and return the first exit status that is not 0.

    One that cannot be had is told, and the others go on.
    """
    listed = read_listed(root)
    statuses = [0]
    for release in releases:
        print(f"PyTorch {release}", flush=True)
        try:
            statuses.append(run_with(root, release, arguments))
        except ReleaseError as error:
            print(error, file=sys.stderr)
            statuses.append(1)
            continue
        if statuses[-1] > SIGNALLED:
            return statuses[-1]
        if release not in listed:
            print(
                f"The site does not show what was recorded of {release} until "
                "notes_releases in conf.py lists it."
            )
    return next((status for status in statuses if status), 0)


def _run(
    root: Path,
    python: list[str],
    arguments: list[str],
    variables: dict[str, str] | None = None,
) -> int:
    command = [*python, "-m", "syntax_notes", *arguments]
    child = subprocess.Popen(command, cwd=root, env=variables, stdin=subprocess.DEVNULL)
    try:
        return run_child(child)
    except Interrupted as interrupted:
        # The command has said so.
        return interrupted.status
