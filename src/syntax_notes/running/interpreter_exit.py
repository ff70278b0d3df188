"""What Python does when a script has ended, as far as it may print something.

It asks executors to end, waits for threads, and calls what was registered with
:mod:`atexit`. The process of a note does not end as a script does, since its page is
still to be written.
"""

from __future__ import annotations

import atexit
import threading


def forget_exit_functions() -> None:
    """Leave out what the build has registered: it is for the end of the build."""
    atexit._clear()


def end_executors() -> None:
    """Let the threads and processes of :mod:`concurrent.futures` end."""
    while threading._threading_atexits:  # type: ignore[attr-defined]
        threading._threading_atexits.pop()()  # type: ignore[attr-defined]


def call_exit_functions() -> None:
    """Call what the note has registered, the last first."""
    atexit._run_exitfuncs()
