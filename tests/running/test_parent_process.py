"""A process of a build does not outlive the one that started it."""

from __future__ import annotations

import os
import subprocess
import sys

from syntax_notes.running.parent_process import is_gone

# Waits, as the build of a second language does, for what will never be there.
WAITS = """
from types import SimpleNamespace
from syntax_notes.running import early_reading
app = SimpleNamespace(config=SimpleNamespace(notes_parent={parent}))
early_reading._wait(app, lambda: False)
"""


def test_a_parent_that_is_there_is_not_gone() -> None:
    assert not is_gone(os.getppid())
    assert not is_gone(0)


def test_a_process_that_waits_ends_when_its_parent_has_gone() -> None:
    # No process has this number and started that one.
    waits = subprocess.run(
        [sys.executable, "-c", WAITS.format(parent=os.getppid())],
        timeout=20,
        check=False,
    )
    assert waits.returncode == 1
