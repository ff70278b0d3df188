"""The installed browser that measurements run in."""

from __future__ import annotations

import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str:
    """Return the path of the browser, or end and say what to install."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        sys.exit("needs Chromium; on Debian and Ubuntu: apt-get install chromium")
    return path
