"""End with the process that started this one, and write no more.

A build that is killed would leave Sphinx behind, which would go on writing where the
next build begins to. Linux can be told; elsewhere a process that waits looks by itself.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING

from ..event_order import ConfigInited

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PR_SET_PDEATHSIG = 1  # from linux/prctl.h


def is_gone(parent: int) -> bool:
    """Tell whether the process that started this one has ended; 0 stands for none."""
    return bool(parent) and os.getppid() != parent


def end_with_parent(number: int = getattr(signal, "SIGKILL", signal.SIGTERM)) -> None:
    """Have the system end this process when the one that started it has ended.

    Parameters
    ----------
    number : int
        The signal that it sends.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(number))


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Ask the system to send the signal; the parent may have gone already."""
    parent = config.notes_parent
    if parent:
        end_with_parent()
    if is_gone(parent):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def setup_parent_process(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("config-inited", on_config_inited, priority=ConfigInited.PARENT_PROCESS)
