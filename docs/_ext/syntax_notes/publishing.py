"""Put a finished build in place of the site, in one step."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path


def publish(folders: list[Path], site: Path) -> Path:
    """Make ``site`` a copy of some folders; readers find the old site or the new one.

    The copy is made beside the site. Then ``site``, a symbolic link, is made to point
    at it, which takes one step; where the system allows no links, two renames do.

    Parameters
    ----------
    folders : list of pathlib.Path
        What they hold will lie side by side. Builds go on writing there.
    site : pathlib.Path
        Where the site is found.

    Returns
    -------
    pathlib.Path
        The first page of the site.
    """
    files = {
        name: path for folder in folders for name, path in _listing(folder).items()
    }
    if not _same(files, _listing(site)):
        _copy_and_swap(files, site)
    return site / "index.html"


def _copy_and_swap(files: dict[str, str], site: Path) -> None:
    """Copy into whichever of two folders the site is not using, then change over."""
    used = site.resolve()
    letter = "b" if used.name == f"{site.name}-a" else "a"
    fresh = site.with_name(f"{site.name}-{letter}")
    _remove(fresh)
    for folder in {os.path.dirname(name) for name in files}:
        (fresh / folder).mkdir(parents=True, exist_ok=True)
    for name, path in files.items():
        shutil.copy2(path, fresh / name)

    link = site.with_name(f"{site.name}.next")
    _remove(link)
    try:
        link.symlink_to(fresh.name, target_is_directory=True)
    except OSError:
        # Windows lets only some users make links.
        old = site.with_name(f"{site.name}.old")
        _remove(old)
        if site.exists():
            site.rename(old)
        fresh.rename(site)
        _remove(old)
    else:
        if site.exists() and not site.is_symlink():
            shutil.rmtree(site)
        os.replace(link, site)
        if used != site.absolute():
            _remove(used)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _same(new: dict[str, str], old: dict[str, str]) -> bool:
    """Compare contents, but only of the files whose size or time differs."""
    return new.keys() == old.keys() and all(
        filecmp.cmp(path, old[name]) for name, path in new.items()
    )


def _listing(folder: Path) -> dict[str, str]:
    """Return the path of each file of the site by its name in the folder."""
    return {
        os.path.relpath(full, folder): full
        for path, _, files in os.walk(folder)
        for full in (os.path.join(path, file) for file in files)
        if not os.path.basename(full).startswith(".buildinfo")
    }
