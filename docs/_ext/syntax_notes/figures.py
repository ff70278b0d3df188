"""How much a build has run and checked, for the page that says so.

The directive ``site-figures`` stands for a table, made from the notes of this build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from . import errors, placeholders
from .cells import blocks_that_ran, count_checks, note_source
from .collected import Collected
from .device_report import table
from .diagrams import diagram
from .statuses import described, statuses
from .wording import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class Figures(NamedTuple):
    """What there is in a note.

    Attributes
    ----------
    cells : int
        Its cells of code.
    checks : int
        What they prove.
    diagrams : int
        Its diagrams.
    """

    cells: int
    checks: int
    diagrams: int


# The figures of each note.
figures: Collected[Figures] = Collected("note_figures")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Count what is in a note, before its cells are laid out."""
    docname = app.env.current_document.docname
    source = note_source(app, docname)
    if source is None:
        return
    try:
        checks = count_checks(source.read_text(encoding="utf-8"))
    except SyntaxError:
        return  # The note has failed, and so will the build.
    figures(app.env)[docname] = Figures(
        cells=len(blocks_that_ran(doctree)),
        checks=checks,
        diagrams=len(list(doctree.findall(diagram))),
    )


def site_figures(app: Sphinx, docname: str) -> nodes.Node:
    """Return the table."""
    rows: list[list[nodes.Node]] = [
        [nodes.paragraph(text, text) for text in row] for row in _rows(app.env)
    ]
    return table([_("what"), _("how many")], rows, "sentences")


def _rows(env: BuildEnvironment) -> list[tuple[str, str]]:
    found = figures(env).values()
    messages = {
        (error.kind, error.message)
        for page in errors.printed(env).values()
        for error in page
    }
    rows = [
        (_("notes that ran"), len(found)),
        (_("cells of code in them"), sum(note.cells for note in found)),
        (_("checks that passed"), sum(note.checks for note in found)),
        (_("diagrams computed"), sum(note.diagrams for note in found)),
        (_("error messages that a note raised and printed"), len(messages)),
    ]
    named = {
        described(status.environment, date=False): status.environment.device
        for note in statuses(env).values()
        for status in note.values()
    }
    rows += [
        (
            _("notes with an output from {device}").format(device=name),
            sum(device in note for note in statuses(env).values()),
        )
        for name, device in sorted(named.items())
    ]
    return [(what, str(number)) for what, number in rows]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the handler."""
    placeholders.add(app, "site-figures", site_figures, _rows)
    figures.connect(app)
    app.connect("doctree-read", on_doctree_read, priority=340)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
