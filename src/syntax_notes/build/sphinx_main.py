"""Run Sphinx: ``python -m syntax_notes.build.sphinx_main``, in the place of its own.

What it imports, it imports when an interruption ends it without a word.
"""

from __future__ import annotations

import signal
import sys

INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run ``sphinx-build`` with arguments, and return the exit status."""
    try:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        from ..adapters.sphinx import run_build
        from .crashes import explain

        return run_build(arguments, explain)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
