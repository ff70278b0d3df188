"""Say that the disk is full, where the system would say it in its own way."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
LITTLE = 2 * 2**20  # bytes: a build needs more


def explain_error(error: OSError) -> str:
    """Return a sentence on an error, empty if it is another one."""
    if error.errno not in FULL:
        return ""
    path = error.filename2 or error.filename
    what = f"{path} cannot be written" if path else str(error.strerror)
    return f"The disk is full: {what}."


def explain_failure(folder: Path) -> str:
    """Return a sentence, empty if there is room; for a build that has failed."""
    free = shutil.disk_usage(folder).free
    return f"The disk is full: {free // 1024} KiB are free." if free < LITTLE else ""
