"""Say in a sentence what the system has refused, and what to do about it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from . import full_disk

WHAT_TO_DO = {
    FileExistsError: "is in the way, since it is no folder; rename or remove it",
    NotADirectoryError: "is in the way, since it is no folder; rename or remove it",
    PermissionError: "may not be read or written by this user",
    FileNotFoundError: "is not there",
}
READ_ONLY = "lies where nothing can be written"


def explain_error(error: OSError, root: Path) -> str:
    """Return the sentence.

    Parameters
    ----------
    error : OSError
        What a command has met.
    root : pathlib.Path
        The folder of the project, from which a path is shown.
    """
    if full := full_disk.explain_error(error):
        return full
    file = error.filename2 or error.filename
    if not isinstance(file, str | os.PathLike):
        return f"The system has refused it: {error.strerror or error}."
    path = Path(file)
    shown = os.path.relpath(path, root) if path.is_relative_to(root) else str(path)
    if isinstance(error, NotADirectoryError):
        # It is a part of the path that is no folder.
        parts = [one for one in (path, *path.parents) if one.is_file()]
        shown = os.path.relpath(parts[0], root) if parts else shown
    what = next(
        (text for kind, text in WHAT_TO_DO.items() if isinstance(error, kind)),
        f"cannot be used: {error.strerror}",
    )
    if error.errno == errno.EROFS:
        what = READ_ONLY
    return f"{shown} {what}."
