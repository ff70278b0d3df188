"""End with the process that started this one, and write no more.

A build that is killed would leave Sphinx behind, which would go on writing where the
next build begins to. Linux can be told; elsewhere the processes end by themselves.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

PR_SET_PDEATHSIG = 1  # from linux/prctl.h


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Ask the system to send the signal; the parent may have gone already."""
    parent = config.notes_parent
    if parent and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the process to end with; none by default."""
    app.add_config_value("notes_parent", 0, "", types=int)
    app.connect("config-inited", on_config_inited, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
