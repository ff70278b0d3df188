"""Write a page again when a note that it shows or links into was read again.

To write a page is enough: such a page looks for the note when it is written. A
dependency, in Sphinx's sense, would have it read again, with all of its translations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .page_values import PageValues

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def write_with(env: BuildEnvironment, note: str) -> None:
    """Have the page that is being read written again with the page of a note."""
    page = env.current_document.docname
    notes_of(env).setdefault(page, set()).add(note)


# The notes that each page asked for.
notes_of: PageValues[set[str]] = PageValues("notes_of_pages")


def on_env_before_read_docs(
    app: Sphinx, env: BuildEnvironment, docnames: list[str]
) -> None:
    """Remember which pages are about to be read."""
    app.pages_read = set(docnames)  # type: ignore[attr-defined]


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the pages of notes that were read, and of notes that there are not."""
    read: set[str] = app.pages_read  # type: ignore[attr-defined]
    return [
        page
        for page, notes in notes_of(env).items()
        if notes & read or not notes <= env.all_docs.keys()
    ]


def setup_rewriting(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("env-before-read-docs", on_env_before_read_docs)
    notes_of.connect(app)
    app.connect("env-updated", on_env_updated)
