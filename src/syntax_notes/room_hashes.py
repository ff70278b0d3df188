"""Hashes of the code of rooms: what one edit of this package runs or reads again."""

from __future__ import annotations

import functools
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).parent

# A change in these runs the notes again: it may change what they print, or how that is
# kept.
RUN_BY = (
    "adapters",
    "atomic",
    "backend",
    "backends",
    "room_hashes",
    "diagrams",
    "event_order",
    "marks",
    "notes",
    "places",
    "recordings",
    "running",
    "settings",
)
# A change in these has pages read again. Templates and styles are Sphinx's to notice.
READ_BY = ("across", "kit", "languages", "outputs", "page", "site", "wording")
# These make nothing that is on a page.
NEITHER = ("build", "cli", "core", "folders", "offline", "speed")
# A picture that stands alone holds the style of diagrams.
STYLE = "diagram.css"


@functools.cache
def code_hash(*rooms: str) -> str:
    """Return a hash of the code of some rooms, or of modules beside them."""
    known = sha256()
    for room in rooms:
        alone = PACKAGE / f"{room}.py"
        for path in [alone] if alone.exists() else sorted((PACKAGE / room).rglob("*")):
            if path.suffix == ".py" or path.name == STYLE:
                known.update(path.read_bytes())
    return known.hexdigest()
