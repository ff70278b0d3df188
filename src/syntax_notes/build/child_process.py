"""A command that is part of this one: what it is told, and how it ends with it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess

# Seconds in which a command ends that has got the signal from the terminal, and in
# which it ends when it is asked to.
GRACE = 2.0
PATIENCE = 10.0


def run_child(child: subprocess.Popen[bytes]) -> int:
    """Wait for a process, and return its exit status.

    Ctrl+C in a terminal reaches it as well; a signal to this process alone does not.
    """
    try:
        return child.wait()
    except BaseException:
        for seconds in (GRACE, PATIENCE):
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(seconds)
                break
            with contextlib.suppress(ValueError):  # Windows has no such signal.
                child.send_signal(signal.SIGINT)
        child.kill()
        child.wait()
        raise


def variables_without_path() -> dict[str, str]:
    """Return the variables of this process, without where to look for packages."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
