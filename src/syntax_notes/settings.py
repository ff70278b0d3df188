"""What a process of Sphinx is told: by conf.py, and by the command that starts it.

Each field of :class:`Settings` is a setting of Sphinx with ``notes_`` in front of its
name. :func:`options` writes them for a command line, :meth:`Settings.of` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "notes_"


@dataclass(frozen=True)
class Settings:
    """The settings of a build.

    Attributes
    ----------
    backend : str
        The module with what is special about the library of the notes.
    device, device_name : str
        The type of device that the notes run on, and what it calls itself; an empty
        name asks the backend.
    time_limit : int
        Seconds for one note.
    output_limit : int
        Characters that one cell may show.
    memory_limit : float
        GiB for one note, on the CPU, where the system is Linux; 0 for no limit.
    record_command : str
        What to type to record a ``{note}`` on a ``{device}``, for messages.
    recordings : str
        The folder of the accepted recordings, seen from that of conf.py.
    releases : list of str
        The releases, of the package that the notes are about, that are recorded.
    supported : str
        The releases on which each note has to pass, such as ``">=2.12"``; empty for
        all. On any other one a note goes on after a cell that fails.
    fresh_recordings : list of str
        Folders of recordings that this build has made on other devices.
    selected : list of str
        The notes to look at; empty for all.
    processes : int
        How many notes run at a time.
    start_method : str
        How the process of a note starts: ``"fork"``, ``"spawn"``, or empty for what
        the system does well.
    cluster : str
        The address of a Dask scheduler; empty for none.
    results : str
        The file that the results go to; empty for none.
    generated : str
        The results of the build that has generated all notes; empty if this one does.
    offline : bool
        Whether an archive and books will lie beside the pages.
    parent : int
        The process to end with; 0 for none.
    """

    backend: str = "syntax_notes.backends.python"
    device: str = "cpu"
    device_name: str = ""
    time_limit: int = 60
    output_limit: int = 20_000
    memory_limit: float = 0.0
    record_command: str = "sphinx-build -b recordings -D notes_device={device} ..."
    recordings: str = "recordings"
    # Pages are read again when one of them changes.
    releases: list[str] = field(default_factory=list, metadata={"rebuild": "env"})
    supported: str = field(default="", metadata={"rebuild": "env"})
    fresh_recordings: list[str] = field(default_factory=list)
    selected: list[str] = field(default_factory=list)
    processes: int = 1
    start_method: str = ""
    cluster: str = ""
    results: str = ""
    generated: str = ""
    # Pages are read again when it changes.
    offline: bool = field(default=False, metadata={"rebuild": "env"})
    parent: int = 0

    @classmethod
    def of(cls, config: Config) -> Settings:
        """Read the settings of a build."""
        return cls(**{one.name: config[PREFIX + one.name] for one in fields(cls)})


class Changed(TypedDict, total=False):
    """Settings that a command gives in the place of those of conf.py."""

    device: str
    device_name: str
    time_limit: int
    record_command: str
    fresh_recordings: list[str]
    selected: list[str]
    processes: int
    cluster: str
    results: str
    generated: str
    offline: bool
    parent: int


def options(changed: Changed) -> list[str]:
    """Return settings as arguments of ``sphinx-build``."""
    return [
        argument
        for name, value in changed.items()
        for argument in ("-D", f"{PREFIX}{name}={_written(value)}")
    ]


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


def setup_settings(app: Sphinx) -> None:
    """Register each setting with Sphinx, with the type of its default."""
    for one, default in zip(fields(Settings), vars(Settings()).values(), strict=True):
        kinds = (int, float) if isinstance(default, float) else type(default)
        rebuild = one.metadata.get("rebuild", "")
        app.add_config_value(PREFIX + one.name, default, rebuild, types=kinds)
