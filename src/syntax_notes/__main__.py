"""``python -m syntax_notes``: the commands of :mod:`syntax_notes.cli`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
