"""Where a note ran: a device and a release of the package that the notes are about."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version


class Place(NamedTuple):
    """A device, and a release such as ``"2.13.0"``."""

    device: str
    release: str


def short_version(version: str) -> str:
    """Return a version without what the package was built for: 2.13.0 of 2.13.0+cpu."""
    return version.partition("+")[0]


@functools.cache  # Pages name the same few releases thousands of times.
def _version(text: str) -> Version:
    return Version(text)


def is_release(text: str) -> bool:
    """Tell whether a text is a version that packages can have."""
    try:
        return str(Version(text)) == text
    except InvalidVersion:
        return False


def newest_first(releases: Iterable[str]) -> list[str]:
    """Return releases in order, each of them once."""
    return sorted(set(releases), key=_version, reverse=True)


def nearest(release: str, known: Iterable[str]) -> str | None:
    """Return the newest release that is not after another, else the first one after it.

    Returns
    -------
    str or None
        None if there is none at all.
    """
    in_order = newest_first(known)
    before = [one for one in in_order if _version(one) <= _version(release)]
    return before[0] if before else in_order[-1] if in_order else None


def is_among(release: str, specifier: str) -> bool:
    """Tell whether a release is one of those that a specifier names: ``>=2.12``."""
    return SpecifierSet(specifier).contains(release, prereleases=True)


def ranges(some: Iterable[str], known: Sequence[str]) -> list[tuple[str, str]]:
    """Return the releases as ranges of neighbours, oldest and newest of each.

    Parameters
    ----------
    some : iterable of str
        The releases to name.
    known : sequence of str
        All that there are, which say what is next to what.

    Returns
    -------
    list of tuple of str, str
        The newest range first.
    """
    wanted = set(some)
    found: list[tuple[str, str]] = []
    before: str | None = None
    for release in newest_first({*known, *wanted}):
        if release in wanted:
            if before in wanted and found:
                found[-1] = (release, found[-1][1])
            else:
                found.append((release, release))
        before = release
    return found


def label(release: str, known: Iterable[str]) -> str:
    """Return a release as readers call it, without the number of its last repair.

    Parameters
    ----------
    release : str
        The release.
    known : iterable of str
        All that there are: where two differ in that number only, it is told.
    """
    version = _version(release)
    if version.is_prerelease or version.is_devrelease or len(version.release) < 2:
        return release
    alike = [one for one in known if _version(one).release[:2] == version.release[:2]]
    short = f"{version.major}.{version.minor}"
    return short if {*alike} <= {release} else release


class PlaceError(ValueError):
    """A text that names no places."""


def asked_package(text: str) -> Requirement | None:
    """Return which versions of a package a text names; None if it names a device.

    Parameters
    ----------
    text : str
        A device, such as ``"cuda"``, or a range of versions, such as ``"torch<2.14"``.

    Raises
    ------
    PlaceError
        If it is neither.
    """
    if text.isidentifier():
        return None
    try:
        asked = Requirement(text)
    except InvalidRequirement:
        raise PlaceError(text) from None
    if not asked.specifier or asked.marker or asked.extras or asked.url:
        raise PlaceError(text)
    return asked


def is_meant(text: str, device: str, versions: Mapping[str, str]) -> bool:
    """Tell whether a device, or a range of versions, names where a note ran.

    Parameters
    ----------
    text : str
        As :func:`asked_package` reads it.
    device : str
        The device that the note ran on.
    versions : mapping of str to str
        The version of each package there.
    """
    asked = asked_package(text)
    if asked is None:
        return text == device
    version = short_version(versions.get(asked.name, ""))
    return bool(version) and asked.specifier.contains(version, prereleases=True)
