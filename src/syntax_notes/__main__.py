"""``python -m syntax_notes``: the commands of :mod:`syntax_notes.cli`."""

import os
import sys

if __name__ == "__main__":
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        # In a locale of ASCII no process can be told a title in Chinese.
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    try:
        from .cli import main

        status = main()
    except KeyboardInterrupt:  # Before anything was begun.
        print("Interrupted.", file=sys.stderr)
        status = 130
    sys.exit(status)
