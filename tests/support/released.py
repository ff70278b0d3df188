"""Two notes that ran on four releases, of which the second newest is installed."""

from __future__ import annotations

from typing import Any

from tests.support import recorded
from tests.support.project import Project

OWN = recorded.RELEASE
NEWER, OLD, OLDEST = "2.15.0", "2.6.0", "1.13.1"
TURNED = f"""
# %%
# Turned
# ------

# sphinx_gallery_differs_on = {{"torch<{NEWER}": "It was so (pytorch/pytorch#1)."}}
print("first")
print("old")

# %%
# Steady
# ------

print("steady")

# %%
# Later
# -----

print("later")
"""
NOTES = {"tensors/turned": TURNED, "tensors/same": "print('same')\n"}


def record_releases(project: Project) -> None:
    """Record the notes of this module on four releases."""
    for release in (NEWER, OLD, OLDEST):
        recorded.on_release(project.folder, "tensors/same", release)
    newest = {"stdout": "first\nnew\n"}
    failed = {"stdout": "first\n", "exception": "RuntimeError: no such luck"}
    late = {"stdout": "", "exception": "NameError: x", "after": 0}
    changes: dict[str, list[dict[str, Any] | None]] = {
        NEWER: [newest],
        OLD: [],
        OLDEST: [failed, None, late],
    }
    for release, cells in changes.items():
        recorded.on_release(project.folder, "tensors/turned", release, *cells)


def show_releases(project: Project) -> None:
    """Add a page of releases to the site, without sentences about other notes."""
    page = project.folder / "docs" / "releases.md"
    parts = ("release-count", "release-matrix")
    blocks = "\n".join(f"```{{{name}}}\n```\n" for name in parts)
    page.write_text(f"# Every release\n\n{blocks}", encoding="utf-8")
    index = page.with_name("index.md")
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("notes/index", "notes/index\nreleases", 1), "utf-8")
