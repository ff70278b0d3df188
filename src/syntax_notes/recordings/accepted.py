"""The accepted recordings: ``recordings/<device>/<release>/<topic>/<note>.json``.

Each file is of one device, release and note, so that what two machines have recorded
lies side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..places import Place, is_release, nearest, newest_first
from . import recording_files
from .recording import Recording
from .recording_files import RecordingError
from .recording_form import Likeness


@dataclass(frozen=True)
class Device:
    """What is accepted of one device.

    Attributes
    ----------
    folder : pathlib.Path
        Holds a folder for each release.
    name : str
        The device, such as ``"cuda"``.
    subject : str
        The package whose releases they are.
    """

    folder: Path
    name: str
    subject: str

    def releases(self) -> list[str]:
        """Return the releases that there are recordings of, the newest first."""
        if not self.folder.is_dir():
            return []
        return newest_first(
            path.name
            for path in self.folder.iterdir()
            if is_release(path.name) and path.is_dir()
        )

    def path(self, release: str, note: str) -> Path:
        """Return the file of a note."""
        return self.folder / release / f"{note}{recording_files.SUFFIX}"

    def find(self, note: str) -> dict[Place, Path]:
        """Return the files of a note, the newest release first."""
        paths = {
            Place(self.name, release): self.path(release, note)
            for release in self.releases()
        }
        return {place: path for place, path in paths.items() if path.exists()}

    def read(self, release: str, note: str) -> Recording:
        """Read a recording.

        Raises
        ------
        RecordingError
            If it cannot be relied on, or is of another release than its folder says.
        """
        path = self.path(release, note)
        recording = recording_files.read(path, self.name)
        ran = recording.environment.release(self.subject)
        if ran != release:
            raise RecordingError(
                f"{path.parent.parent.parent.name}/{release}/{note}.json was recorded "
                f"with {self.subject} {ran}, and its folder says {release}",
                path,
                self.name,
            )
        return recording

    def read_if_sound(self, release: str, note: str) -> Recording | None:
        """Read a recording; None if there is none, or it cannot be relied on."""
        try:
            found = self.path(release, note).exists()
            return self.read(release, note) if found else None
        except RecordingError:
            return None

    def nearest(self, release: str, note: str) -> str | None:
        """Return the release to compare another one with; None if there is none."""
        there = [place.release for place in self.find(note)]
        return nearest(release, there)

    def accept(self, recording: Recording, note: str) -> None:
        """Write a recording in its place: in full, or as what differs from another."""
        release = recording.environment.release(self.subject)
        path = self.path(release, note)
        dependent = list(self._like(release, note, recording.code_hash))
        like = None if dependent else self._likeness(release, note, recording.code_hash)
        recording_files.write(recording, path, like)
        for one in dependent:
            own = one.environment.release(self.subject)
            like = Likeness(recording, own, release)
            recording_files.write(one, self.path(own, note), like)

    def _likeness(self, release: str, note: str, code_hash: str) -> Likeness | None:
        """Return the newest other release that is there in full, of the same code.

        There is none for a release that is there in full itself: it stays so.
        """
        if self._whole(release, note, code_hash) is not None:
            return None
        for other in self.releases():
            whole = self._whole(other, note, code_hash)
            if whole is not None:
                return Likeness(whole, release, other)
        return None

    def _whole(self, release: str, note: str, code_hash: str) -> Recording | None:
        """Return a recording that is there in full, of some code; None without one."""
        if recording_files.like_which(self.path(release, note)) is not None:
            return None
        found = self.read_if_sound(release, note)
        return found if found is not None and found.code_hash == code_hash else None

    def _like(self, release: str, note: str, code_hash: str) -> Iterator[Recording]:
        """Yield the recordings of the same code that say how they differ from one."""
        for other in self.releases():
            path = self.path(other, note)
            if path.exists() and recording_files.like_which(path) == release:
                found = self.read_if_sound(other, note)
                if found is not None and found.code_hash == code_hash:
                    yield found


def find_devices(folder: Path, known: Iterable[str], subject: str) -> list[Device]:
    """Return the devices that a folder holds recordings of."""
    names = set(known)
    return [
        Device(path, path.name, subject)
        for path in sorted(folder.glob("*/"))
        if path.name in names
    ]
