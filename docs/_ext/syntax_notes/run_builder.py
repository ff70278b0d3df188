"""A Sphinx builder that runs the notes and renders nothing: ``sphinx-build -b run``.

sphinx-gallery runs the notes before any builder starts its work, so this one has none
left to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Literal

from sphinx.builders import Builder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class RunBuilder(Builder):
    """Reads no page and writes none."""

    name = "run"
    epilog = "The notes were run."

    def build(
        self,
        docnames: Iterable[str] | None,
        summary: str | None = None,
        method: Literal["all", "specific", "update"] = "update",
    ) -> None:
        """Do nothing."""

    def get_outdated_docs(self) -> Set[str]:  # type: ignore[override]
        """Say that no page is to be written."""
        return set()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    app.add_builder(RunBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
