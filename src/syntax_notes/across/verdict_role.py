"""The role ``verdict``: what was written of a claim, and on which releases it held.

A row holds the claim, a verdict, and a link to the cell that puts it to the test::

    | the index must be int64 | {verdict}`expired` | {cell}`indexing/scatter#...` |

The word is written by hand, one of :data:`syntax_notes.across.verdicts.WORDS`. The page
shows on which releases the claim held. A word that was measured to be wrong is warned
of. The page is written again when what was measured changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from ..backend import backend_of
from ..kit.build_changes import ChangedValues
from ..kit.page_values import PageValues
from ..languages import LANGUAGES
from ..outputs.statuses import claims, statuses
from ..places import is_among
from .verdicts import WORDS, Verdict

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class verdict(nodes.Inline, nodes.Element):
    """Stands for a verdict; ``word`` is what was written, ``cells`` are the links."""


class Row(NamedTuple):
    """A row with a verdict.

    Attributes
    ----------
    claim : str
        What people may have read.
    word : str
        The verdict that was written.
    cells : tuple of str
        The cells that it links, as ``<page>#<anchor>``.
    line : int or None
        Where it stands.
    """

    claim: str
    word: str
    cells: tuple[str, ...]
    line: int | None


# The rows of each page, and what was measured of them in the last build.
rows: PageValues[list[Row]] = PageValues("verdict_rows")
measured: ChangedValues[list[object]] = ChangedValues("verdicts_measured")


class VerdictRole(SphinxRole):
    """Put a verdict here."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Leave a place for it."""
        node = verdict(self.rawtext, word=self.text, cells=())
        self.set_source_info(node)
        return [node], []


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which cells each verdict is about."""
    docname = app.env.current_document.docname
    for node in doctree.findall(verdict):
        row = node.parent
        while row is not None and not isinstance(row, nodes.row):
            row = row.parent
        links = row.findall(pending_xref) if row is not None else ()
        node["cells"] = tuple(
            link["reftarget"] for link in links if link["reftype"] == "cell"
        )
        claim = row[0].astext() if row is not None else ""
        found = Row(claim, node["word"], node["cells"], node.line)
        rows(app.env).setdefault(docname, []).append(found)


def measure(env: BuildEnvironment, cells: tuple[str, ...]) -> Verdict:
    """Return what was measured in some cells that put one claim to the test."""
    tests = []
    for cell in cells:
        docname, _, anchor = cell.partition("#")
        by_release = claims(env).get(docname, {}).get(anchor, {})
        if any(by_release.values()):
            tests.append(by_release)
    releases = set.intersection(*map(set, tests)) if tests else set()
    together = {
        # A cell that did not come to its test leaves open what it would have shown.
        release: tuple(held for test in tests for held in test[release] or (None,))
        for release in releases
    }
    return Verdict(together, env.config.notes_releases)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Warn of what is wrong; write pages again on which something was measured anew."""
    now: dict[str, list[object]] = {}
    for page, on_page in rows(env).items():
        verdicts = [measure(env, row.cells) for row in on_page]
        now[page] = [found.claims for found in verdicts]
        for row, found in zip(on_page, verdicts, strict=True):
            if wrong := fault(env, row, found):
                logger.warning("%s", wrong, location=(page, row.line))
    return sorted(measured.changed(env, now))


def fault(env: BuildEnvironment, row: Row, found: Verdict) -> str:
    """Say what is wrong with a row; nothing if nothing is."""
    if row.word not in WORDS:
        return f"there is no verdict {row.word!r}; those that are: {', '.join(WORDS)}"
    if not row.cells:
        return "a verdict belongs in a row of a table that links the cell of its proof"
    if env.config.language != LANGUAGES[0].code:
        return ""  # What is wrong with the rest has been said of the source.
    if found.contradicts(row.word):
        return (
            f"the page says {row.word!r} of {row.claim!r}, and what was measured is "
            f"{found.text(row.word)!r}"
        )
    if must_be_told(env, row.cells) and not found.states:
        return (
            f"no cell that the row of {row.claim!r} links declares a claim that can be "
            "told; one is declared with sphinx_gallery_claim"
        )
    return ""


def must_be_told(env: BuildEnvironment, cells: tuple[str, ...]) -> bool:
    """Tell whether the notes of cells ran on a release on which they have to pass."""
    subject = backend_of(env.config).subject
    ran = {
        status.environment.release(subject)
        for cell in cells
        for status in statuses(env).get(cell.partition("#")[0], {}).values()
        if status.state != "out of date"
    }
    supported = env.config.notes_supported
    return any(is_among(release, supported) for release in ran if release)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the verdicts in their places."""
    for node in list(doctree.findall(verdict)):
        word = node["word"]
        text = measure(app.env, node["cells"]).text(word) if word in WORDS else word
        node.replace_self(nodes.inline("", text, classes=["verdict"]))


def setup_verdict_role(app: Sphinx) -> None:
    """Register the role, its node and the handlers."""
    app.add_node(verdict)
    app.add_role("verdict", VerdictRole())
    rows.connect(app)
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-updated", on_env_updated)
    app.connect("doctree-resolved", on_doctree_resolved)
