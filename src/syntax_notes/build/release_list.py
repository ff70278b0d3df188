"""The releases of PyTorch that conf.py lists, what pip offers, and what is here."""

from __future__ import annotations

import contextlib
import re
import runpy
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.version import Version

from .. import atomic
from ..places import short_version
from . import pip_log
from .crashes import explain
from .pip_offers import ask_pip
from .release_environment import ReleaseError

SETTING = "notes_releases"
NUMBER = "(0|[1-9][0-9]{0,5})"
RELEASE = re.compile(rf"{NUMBER}\.{NUMBER}\.{NUMBER}")


def is_torch_release(text: str) -> bool:
    """Tell whether a text names a release of PyTorch in full: three numbers."""
    return RELEASE.fullmatch(text) is not None


def installed_release() -> str | None:
    """Return the release that is installed here, if any."""
    try:
        return short_version(metadata.version("torch"))
    except metadata.PackageNotFoundError:
        return None


def read_listed(root: Path) -> list[str]:
    """Return the releases that conf.py lists, the oldest first.

    Raises
    ------
    ReleaseError
        If conf.py cannot be read, or lists something else.
    """
    try:
        listed: Any = runpy.run_path(str(root / "conf.py")).get(SETTING, [])
    except Exception as error:  # A mistake of any kind.
        raise ReleaseError(explain(error)) from None
    known = isinstance(listed, list | tuple)
    if not known or not all(
        isinstance(one, str) and is_torch_release(one) for one in listed
    ):
        raise ReleaseError(
            f"conf.py: {SETTING} has to be a list of releases such as '2.6.0', and is "
            f"{listed!r}."
        )
    return sorted(set(listed), key=Version)


def newest_offered() -> str:
    """Ask pip for the newest release that can be installed here.

    Raises
    ------
    ReleaseError
        If pip does not know one.
    """
    offers = ask_pip()
    releases = [one for one in map(str, offers.releases) if is_torch_release(one)]
    if not releases:
        offline = pip_log.FAILED.search(offers.log)
        reason = pip_log.NO_NETWORK if offline else pip_log.last_error(offers.log)
        raise ReleaseError(f"pip does not say which releases there are: {reason}")
    return releases[-1]


def add_newest(root: Path) -> str:
    """Add the newest release that pip offers to the list of conf.py.

    Returns
    -------
    str
        The release; empty if conf.py lists it, or a newer one, already.

    Raises
    ------
    ReleaseError
        If pip does not know one, or conf.py cannot be changed.
    """
    listed = read_listed(root)
    newest = newest_offered()
    if listed and Version(newest) <= Version(listed[-1]):
        return ""
    _add(root, listed, newest)
    return newest


def _add(root: Path, listed: list[str], release: str) -> None:
    """Write a release on a line of its own, below the newest one of conf.py's list."""
    path = root / "conf.py"
    text = path.read_text(encoding="utf-8")
    before, setting, after = text.partition(f"{SETTING} =")
    newest = re.escape(f'"{listed[-1]}"') if listed else "(?!)"
    longer = re.sub(f"{newest}.*\n", rf'\g<0>    "{release}",\n', after, count=1)
    atomic.write(path, before + setting + longer)
    with contextlib.suppress(ReleaseError):
        if read_listed(root) == [*listed, release]:
            return
    atomic.write(path, text)
    raise ReleaseError(f"conf.py: {release} has to be added to {SETTING} by hand.")
