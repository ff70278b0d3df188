"""``nox -s serve`` on a small project."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.request import urlopen

import psutil

from tests.support.project import Project, path_of

# A variable by which its processes are known.
MARK = "SERVED_BY_TEST"
PATIENCE = 60  # seconds; for a machine that has other things to do


class Served:
    """``serve`` in a process of its own.

    Parameters
    ----------
    project : Project
        What to serve.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.log = project.folder / "serve.log"
        with self.log.open("w") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "syntax_notes", "serve", "--no-open"],
                cwd=project.folder,
                env={
                    **os.environ,
                    **path_of(project.folder),
                    MARK: str(project.folder),
                },
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.until(lambda: "Built" in self.said)

    @property
    def said(self) -> str:
        """What it has printed."""
        return self.log.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        """Where it serves, without the slash at the end."""
        return str(re.findall(r"http://\S+(?=/ )", self.said)[-1])

    def get(self, path: str) -> str:
        """Return a page."""
        with urlopen(f"{self.address}/{path}") as answer:
            return str(answer.read().decode())

    def event(self) -> str:
        """Return what an open page shows of the last build."""
        with urlopen(f"{self.address}/_live") as events:
            return str(json.loads(events.readline().removeprefix(b"data: "))["problem"])

    def shows(self, note: str, text: str) -> bool:
        """Tell whether the page of a note has a text."""
        return text in self.get(f"en/notes/{note}.html")

    def edit(self, note: str, text: str) -> None:
        """Save a note with another output."""
        self.project.write(note, f"print({text!r})\n")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.02)

    def processes(self) -> list[str]:
        """Return the command of each process that it has started, or a child of it.

        Notes have sessions of their own; what all inherit is the environment.
        """
        found = []
        for process in psutil.process_iter(["environ", "cmdline", "status"]):
            info = process.info
            mine = (info["environ"] or {}).get(MARK) == str(self.project.folder)
            if mine and info["status"] != psutil.STATUS_ZOMBIE:
                found.append(" ".join(info["cmdline"]))
        return found

    def stop(self, number: int = signal.SIGINT) -> float:
        """Interrupt it, and return how many seconds it took to end."""
        start = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        return time.monotonic() - start
