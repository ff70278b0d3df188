"""Scripts that run as a reader runs them, who has nothing of this project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def without_comments(text: str) -> str:
    """Return a note without the lines that speak to sphinx-gallery."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("# sphinx_gallery_"))


def run_alone(script: Path, *options: str) -> str:
    """Run a script in its folder, apart from all else, and return what it prints.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    return subprocess.run(
        [sys.executable, "-I", *options, script.name],
        cwd=script.parent,
        env={"MPLBACKEND": "agg", "PATH": "", "HOME": str(script.parent)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
