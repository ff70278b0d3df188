"""Put a finished build in place of the site, in one step.

Readers find the old site or the new one. The new one is made beside the old, in
whichever of two folders the site is not using. Then the site, a symbolic link, is made
to point at it; where the system allows no links, two renames do.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from ..folders import list_files


class NextSite:
    """The site that is being made.

    Parameters
    ----------
    site : pathlib.Path
        Where the site is found.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.used = site.resolve()
        letter = "b" if self.used.name == f"{site.name}-a" else "a"
        self.fresh = site.with_name(f"{site.name}-{letter}")

    def prepare(self) -> None:
        """Remove what a build that did not end may have left."""
        _remove(self.fresh)

    def add(self, *folders: Path) -> None:
        """Copy what is in some folders, side by side; those of a language by name.

        What was copied before is copied again if it has changed: builds go on writing
        where this copies from. A file that the old site has as well is not copied:
        nothing is written into a site, so both can have the same file.
        """
        for folder in folders:
            for name, path in list_files(folder).items():
                copy, old = str(self.fresh / name), str(self.used / name)
                if _alike(path, copy):
                    continue
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(copy)
                if not _alike(path, old) or not _linked(old, copy):
                    # A build may just have removed it.
                    with contextlib.suppress(FileNotFoundError):
                        _copy(path, copy)

    def publish(self, *folders: Path) -> Path:
        """Complete the site, change over, and return its first page.

        Parameters
        ----------
        *folders : pathlib.Path
            All that the site holds; a file that is in none of them is left out.
        """
        self.add(*folders)
        files = {name for folder in folders for name in list_files(folder)}
        for name, path in list_files(self.fresh).items():
            if name not in files:
                os.unlink(path)
        if files == list_files(self.site).keys() and all(
            os.path.samefile(self.fresh / name, self.site / name) for name in files
        ):
            self.discard()
        else:
            self._change_over()
        return self.site / "index.html"

    def discard(self) -> None:
        """Remove what was copied."""
        _remove(self.fresh)

    def _change_over(self) -> None:
        link = self.site.with_name(f"{self.site.name}.next")
        _remove(link)
        try:
            link.symlink_to(self.fresh.name, target_is_directory=True)
        except OSError:
            # Windows lets only some users make links.
            old = self.site.with_name(f"{self.site.name}.old")
            _remove(old)
            if self.site.exists():
                self.site.rename(old)
            self.fresh.rename(self.site)
            _remove(old)
        else:
            if self.site.exists() and not self.site.is_symlink():
                shutil.rmtree(self.site)
            os.replace(link, self.site)
            if self.used != self.site.absolute():
                _remove(self.used)


def _alike(one: str, other: str) -> bool:
    """Tell whether two files have the same size and date; a copy keeps its date."""
    try:
        first, second = os.stat(one), os.stat(other)
    except FileNotFoundError:
        return False
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def _copy(path: str, copy: str) -> None:
    """Copy a file with the date from before, lest it is changed meanwhile."""
    before = os.stat(path)
    shutil.copyfile(path, copy)
    os.utime(copy, ns=(before.st_atime_ns, before.st_mtime_ns))


def _linked(old: str, copy: str) -> bool:
    """Give a file a second name, if the system can."""
    try:
        os.link(old, copy)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
