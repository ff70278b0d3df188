"""An environment with another release of PyTorch, to run the notes in.

It lies in ``_build/releases/<release>`` and takes 3 to 6 GB, so there is one at a time:
to make another removes it. A mark in it says that it is complete, and of what it was
made; without that, or with another one, it is made anew.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.version import Version

from .. import atomic
from ..room_hashes import PACKAGE
from . import lock, pip_log
from .child_process import run_child, variables_without_path
from .full_disk import explain_failure
from .last_build import RELEASES

MARK = "complete.txt"
IN_USE = "another command uses an environment in this folder"
# What a release of PyTorch needs in versions of its own, whatever is pinned here.
OWN_CHOICE = frozenset(
    ["fsspec", "mpmath", "networkx", "numpy", "setuptools", "sympy", "torch"]
)
OWN_KINDS = ("cuda", "nvidia", "triton")
# Earlier ones are built for NumPy 1, and say so to nobody but the reader of a warning.
FIRST_FOR_NUMPY_2 = Version("2.3")
GROUP = "docs"
PYTHON = "python.exe" if os.name == "nt" else "python"


class ReleaseError(Exception):
    """A release cannot be used here; the message says why."""


class Wanted(NamedTuple):
    """What an environment is made of.

    Attributes
    ----------
    requirements, constraints : list of str
        As pip takes them; PyTorch stands first.
    """

    requirements: list[str]
    constraints: list[str]

    def __str__(self) -> str:
        return "\n".join([sys.version, *self.requirements, "", *self.constraints])


@contextlib.contextmanager
def release_environment(root: Path, release: str) -> Iterator[Path]:
    """Have an environment, and keep it from being removed meanwhile.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the project.
    release : str
        The release of PyTorch, such as ``"2.6.0"``.

    Yields
    ------
    pathlib.Path
        Its Python.

    Raises
    ------
    ReleaseError
        If it cannot be made.
    """
    folder = root / RELEASES
    with lock.wait_for(folder, IN_USE):
        for path in folder.iterdir():
            if path.is_dir() and path.name != release:
                shutil.rmtree(path)
        wanted = _wanted(root, release)
        python = folder / release / _place("scripts") / PYTHON
        mark = folder / release / MARK
        if not python.exists() or not mark.exists() or _read(mark) != str(wanted):
            _make(root, release, wanted, python)
            atomic.write(mark, str(wanted))
        # Behind all that is installed there: only this package is taken from here.
        path_file = folder / release / _place("purelib") / "syntax_notes.pth"
        atomic.write(path_file, f"{PACKAGE.parent}\n")
        yield python


def remove_environment(root: Path, release: str) -> None:
    """Give back the room that an environment takes."""
    with lock.wait_for(root / RELEASES, IN_USE):
        shutil.rmtree(root / RELEASES / release, ignore_errors=True)


def _place(kind: str) -> str:
    """Return where something lies in an environment, seen from its folder."""
    return os.path.relpath(sysconfig.get_path(kind, "venv", {"base": os.sep}), os.sep)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _wanted(root: Path, release: str) -> Wanted:
    """Return what an environment with a release is made of: what the docs need."""
    from dependency_groups import resolve

    try:
        groups = tomllib.loads(_read(root / "pyproject.toml"))["dependency-groups"]
        needed = [Requirement(one) for one in resolve(groups, GROUP)]
        pins = [Requirement(one) for one in _lines(root / "constraints.txt")]
    except FileNotFoundError as error:
        raise ReleaseError(
            f"There is no {Path(error.filename).name} in {root}, which says what an "
            "environment needs."
        ) from None
    except (LookupError, TypeError, ValueError) as error:
        what = " ".join(str(error).split())
        raise ReleaseError(
            f"pyproject.toml or constraints.txt does not say what an environment "
            f"needs: {what}"
        ) from None
    numpy = "numpy" if Version(release) >= FIRST_FOR_NUMPY_2 else "numpy<2"
    others = [str(one) for one in needed if not _is_own_choice(one.name)]
    return Wanted(
        [f"torch=={release}", numpy, *others],
        [str(one) for one in pins if not _is_own_choice(one.name)],
    )


def _lines(path: Path) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in _read(path).splitlines())
    return [line for line in lines if line]


def _is_own_choice(name: str) -> bool:
    return name.lower() in OWN_CHOICE or name.lower().startswith(OWN_KINDS)


def _make(root: Path, release: str, wanted: Wanted, python: Path) -> None:
    """Make an environment; what cannot be made leaves nothing but a log.

    Raises
    ------
    ReleaseError
        If it cannot be made.
    """
    folder = root / RELEASES / release
    log = folder.with_name(f"{release}.log")
    log_name = log.relative_to(root).as_posix()
    if folder.exists():
        shutil.rmtree(folder)
    print(f"Installing PyTorch {release}; {log_name} tells how far it is.", flush=True)
    start = time.monotonic()
    complete = False
    try:
        _install(root, release, wanted, python, log)
        complete = True
    finally:
        shutil.rmtree(folder / "tmp", ignore_errors=True)
        if not complete:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"Installed in {time.monotonic() - start:.0f} seconds.", flush=True)


def _install(root: Path, release: str, wanted: Wanted, python: Path, log: Path) -> None:
    folder = root / RELEASES / release
    log_name = log.relative_to(root).as_posix()
    # Where it may need gigabytes as well, and where a kill leaves nothing behind.
    temporary = folder / "tmp"
    variables = {**variables_without_path(), "TMPDIR": str(temporary)}
    constraints = folder / "constraints.txt"

    def run(*command: str) -> bool:
        with log.open("ab") as stream:
            child = subprocess.Popen(
                command,
                cwd=root,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
            )
            return run_child(child) == 0

    log.unlink(missing_ok=True)
    if not run(sys.executable, "-I", "-m", "venv", "--without-pip", str(folder)):
        reason = explain_failure(root) or pip_log.last_line(_read(log))
        raise ReleaseError(f"No environment can be made: {reason} ({log_name})")
    temporary.mkdir()
    constraints.write_text("\n".join(wanted.constraints), encoding="utf-8")
    asked = (
        # Gigabytes that nobody needs again.
        *("--no-cache-dir", "--no-input", "--disable-pip-version-check"),
        *("--constraint", str(constraints), *wanted.requirements),
    )
    # That of this environment; one of its own would take longer to make than the rest.
    pip = (sys.executable, "-I", "-m", "pip", "--python", str(python))
    if not run(*pip, "install", *asked):
        raise ReleaseError(pip_log.explain(_read(log), release, log_name))
    if not run(str(python), "-I", "-c", "import torch"):
        reason = pip_log.last_line(_read(log))
        raise ReleaseError(
            f"PyTorch {release} is installed, and cannot be imported: {reason} "
            f"({log_name})"
        )
