"""What a page calls the devices and releases that its note ran on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..places import Place, label, ranges
from ..wording import _
from .phrases import describe_device

if TYPE_CHECKING:
    from ..recordings.recording import Recording


class PlaceNames:
    """Names for some of the places that a note ran in.

    Parameters
    ----------
    recordings : dict of Place to Recording
        What it printed in each.
    built : Place
        Where the page is built.
    title : str
        What readers call the package whose releases they are.
    """

    def __init__(
        self, recordings: dict[Place, Recording], built: Place, title: str
    ) -> None:
        self.recordings = recordings
        self.built = built
        self.title = title
        self.releases = [
            place.release for place in recordings if place.device == built.device
        ]
        self.devices = list(dict.fromkeys(place.device for place in recordings))
        self.has_releases = len({place.release for place in recordings}) > 1

    def name(
        self, places: Iterable[Place], *, long: bool = False, dates: bool = True
    ) -> str:
        """Return the devices, where there are several, and the releases.

        Parameters
        ----------
        places : iterable of Place
            What to name.
        long : bool
            Whether to say what the devices call themselves.
        dates : bool
            Whether to say when that was recorded, too.
        """
        named: list[str] = []
        # Devices on which the same releases ran are named together.
        alike: dict[tuple[str, ...], list[str]] = {}
        by_device: dict[str, list[str]] = {}
        for place in places:
            by_device.setdefault(place.device, []).append(place.release)
        for device, releases in by_device.items():
            alike.setdefault(tuple(releases), []).append(device)
        for ran_on, devices in alike.items():
            ran = self.name_releases(ran_on) if self.has_releases else ""
            if len(self.devices) == 1 and self.has_releases:
                named.append(ran)
                continue
            whole = devices
            if long:
                whole = [self._describe(one, ran_on[0], dates) for one in devices]
            named.append((" · " if long else ", ").join(whole))
            if ran:
                named[-1] = _("{devices} with {releases}").format(
                    devices=named[-1], releases=ran
                )
        return (" · " if long else _("; ")).join(named)

    def name_releases(self, releases: Iterable[str]) -> str:
        """Return releases as ranges: ``PyTorch 2.0 to 2.12``."""
        return f"{self.title} {range_text(releases, self.releases)}"

    def _describe(self, device: str, release: str, dates: bool) -> str:
        environment = self.recordings[Place(device, release)].environment
        return describe_device(environment, date=dates and device != self.built.device)


def range_text(releases: Iterable[str], known: list[str]) -> str:
    """Return releases as ranges of neighbours, the oldest first in each.

    Parameters
    ----------
    releases : iterable of str
        What to name.
    known : list of str
        All that there are.
    """
    return ", ".join(
        label(first, known)
        if first == last
        else _("{first} to {last}").format(
            first=label(first, known), last=label(last, known)
        )
        for first, last in ranges(releases, known)
    )
