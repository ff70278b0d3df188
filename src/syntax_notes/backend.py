"""What the core asks of the library that a gallery is about: a backend.

A backend is a module with a ``backend``, an instance of :class:`Backend`; the setting
``notes_backend`` names it. This class is that of plain Python, which the others extend.
"""

from __future__ import annotations

import importlib
import platform
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .places import short_version

if TYPE_CHECKING:
    from sphinx.config import Config

# An expression, what its names stand for, and what to call its value; returns a
# syntax_notes.diagrams.traces.Trace.
Tracer = Callable[[str, Mapping[str, Any], str], Any]


SEED = 0
# Stands in a compared output for the end of a line that the library has put there.
JOINED = "\N{PILCROW SIGN}\N{WORD JOINER}"


class CannotTrace(Exception):
    """An expression that cannot be drawn; the message says why."""


class Backend:
    """Plain Python: the processor is the only device.

    Attributes
    ----------
    packages : tuple of str
        The packages whose versions a recording names. The first is the one that the
        notes are about; empty for Python itself.
    known_devices : frozenset of str
        Every type of device there may be a recording of.
    title : str
        What readers call the package that the notes are about.
    usual_devices : tuple of str
        The devices that readers may have: a page says of each whether its note ran on
        it.
    libraries : tuple of str
        Modules that take long to import, for a process that is forked for many notes.
    helpers : tuple of str
        Words in the command of processes that the library starts once, for all that
        follows.
    """

    packages: tuple[str, ...] = ()
    known_devices: frozenset[str] = frozenset({"cpu"})
    title: str = "Python"
    usual_devices: tuple[str, ...] = ("cpu",)
    libraries: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The package that the notes are about."""
        return self.packages[0] if self.packages else "python"

    def versions(self) -> dict[str, str]:
        """Return what is installed, by package; that of Python is there too."""
        installed = {package: version(package) for package in self.packages}
        return {**installed, "python": platform.python_version()}

    def release(self) -> str:
        """Return what is installed of the package that the notes are about."""
        return short_version(self.versions()[self.subject])

    def device_name(self, device: str) -> str:
        """Return what a device calls itself, such as ``"NVIDIA H200"``."""
        return processor_name()

    def warm_up(self) -> None:
        """Use the library once, for what it does only the first time.

        Many processes are forked afterwards, so no thread may be started, and nothing
        is to change that a note could see.
        """

    def prepare(self, device: str) -> None:
        """Make a device the default, and seed what is random, in a note's process."""
        random.seed(SEED)

    def without_device(self, output: str) -> str:
        """Return an output without names of the device, which are no difference.

        Where that joins two lines, :data:`JOINED` stands between them.
        """
        return output

    def tracer(self) -> Tracer:
        """Return what finds where the elements of a value came from.

        Raises
        ------
        CannotTrace
            If this library has no such thing.
        """
        raise CannotTrace(f"there are no diagrams of {self.subject}")


def processor_name() -> str:
    """Return the processor's name, which each operating system keeps elsewhere."""
    name = ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
        names = (line.partition(":")[2] for line in lines if "model name" in line)
        name = next(names, "").strip()
    elif sys.platform == "darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        name = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    return name or platform.processor() or platform.machine()


def load(name: str) -> Backend:
    """Import the backend of a module."""
    found = importlib.import_module(name).backend
    if not isinstance(found, Backend):
        raise TypeError(f"{name}.backend is no syntax_notes.backend.Backend")
    return found


def backend_of(config: Config) -> Backend:
    """Return the backend of a build."""
    return load(config.notes_backend)
