"""How much a build has run and checked, for the page that says so.

The directive ``site-figures`` stands for a table, made from the notes of this build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from . import errors
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


class site_figures(nodes.General, nodes.Element):
    """Stands for the table until all notes are read."""


class SiteFigures(SphinxDirective):
    """Put the table here."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for it, and remember the page."""
        pages(self.env)[self.env.current_document.docname] = True
        return [site_figures()]


# The figures of each note.
figures: Collected[Figures] = Collected("note_figures")
# The pages that hold the table.
pages: Collected[bool] = Collected("site_figures_pages")


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


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write the table again when a figure has changed."""
    now = _rows(env)
    before = getattr(env, "site_figures_before", None)
    env.site_figures_before = now  # type: ignore[attr-defined]
    return sorted(pages(env)) if now != before else []


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the table in its place."""
    for place in list(doctree.findall(site_figures)):
        rows: list[list[nodes.Node]] = [
            [nodes.paragraph(text, text) for text in row] for row in _rows(app.env)
        ]
        place.replace_self(table([_("what"), _("how many")], rows))


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
    """Register the directive and the handlers."""
    app.add_node(site_figures)
    app.add_directive("site-figures", SiteFigures)
    figures.connect(app)
    pages.connect(app)
    app.connect("doctree-read", on_doctree_read, priority=340)
    app.connect("env-updated", on_env_updated)
    app.connect("doctree-resolved", on_doctree_resolved)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
