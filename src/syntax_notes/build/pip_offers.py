"""Ask pip which releases of PyTorch it can install here."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import NamedTuple

from packaging.version import InvalidVersion, Version

from .child_process import variables_without_path


class Offers(NamedTuple):
    """What pip has said.

    Attributes
    ----------
    releases : list of packaging.version.Version
        The oldest first, whatever they were built for.
    log : str
        What pip has written besides.
    """

    releases: list[Version]
    log: str


def ask_pip() -> Offers:
    """Ask it; without an answer there are no releases."""
    command = [sys.executable, "-I", "-m", "pip", "index", "versions", "torch"]
    asked = subprocess.run(
        [*command, "--disable-pip-version-check"],
        env=variables_without_path(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    listed = re.search(r"^Available versions: (.*)", asked.stdout, re.MULTILINE)
    return Offers(read_versions(listed[1] if listed else ""), asked.stderr)


def read_versions(listed: str) -> list[Version]:
    """Read versions with commas between them; those of several builds once."""
    found = set()
    for text in listed.split(","):
        try:
            found.add(Version(Version(text.strip()).public))
        except InvalidVersion:  # "none"
            continue
    return sorted(found)
