"""Files in which a merge was left unfinished: what each of its two sides held."""

from __future__ import annotations

import re

MARKS = re.compile(
    r"^<<<<<<< .*\n(?P<ours>(?:.*\n)*?)"
    r"(?:^\|\|\|\|\|\|\| .*\n(?:.*\n)*?)?"
    r"^=======\n(?P<theirs>(?:.*\n)*?)"
    r"^>>>>>>> .*(?:\n|$)",
    re.MULTILINE,
)


def sides(text: str) -> list[str]:
    """Return the text of each side, ours first; nothing if there was no merge."""
    if MARKS.search(text) is None:
        return []
    return [MARKS.sub(rf"\g<{side}>", text) for side in ("ours", "theirs")]
