"""Lead from the calls in the code of a note to their documentation.

sphinx-gallery does so with a node for each token, which takes longer than all else that
is done to a page. Here a block of code becomes one node that holds its HTML. What
sphinx-gallery found out about the names in the code is read from where it keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.token import Name, Operator
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..adapters.pygments import Token, span, tokens_of
from ..adapters.sphinx import CODE_BOX, inventory_of
from ..adapters.sphinx_gallery import names_in_code
from ..event_order import PostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

DOT = (Operator, ".")


class linked_code(nodes.General, nodes.FixedTextElement):
    """A block of code; ``html`` is how it looks, with links."""


def visit_linked_code(self: HTML5Translator, node: linked_code) -> None:
    """Write it as Sphinx writes code."""
    self.body.append(f"{CODE_BOX}{node['html']}</pre></div></div>\n")
    raise nodes.SkipNode


class CodeLinks(SphinxPostTransform):
    """Replace the code of a note before sphinx-gallery does."""

    default_priority = PostTransform.CODE_LINKS
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Highlight and link each block of Python."""
        names = names_in_code(Path(self.env.srcdir, self.env.docname))
        if not names:
            return
        links = Links(self.env, names)
        for block in list(self.document.findall(nodes.literal_block)):
            if block.get("language", "").lower() == "python":
                code = block.rawsource
                html = highlight(code, links)
                linked = linked_code(code, code, html=html, language="python")
                linked["classes"] = block["classes"]
                block.replace_self(linked)


class Links:
    """Where the names in the code of a note are documented.

    Parameters
    ----------
    env : sphinx.environment.BuildEnvironment
        Knows the inventories of other projects.
    names : dict of str to list of dict
        What each name in the code may stand for, as sphinx-gallery keeps it: the first
        that is documented counts.
    """

    def __init__(
        self, env: BuildEnvironment, names: dict[str, list[dict[str, Any]]]
    ) -> None:
        self.documented = [
            objects
            for kind, objects in inventory_of(env).items()
            if kind.startswith("py:")
        ]
        self.names = names
        self.known: dict[str, tuple[str, str] | None] = {}

    def __getitem__(self, written: str) -> tuple[str, str] | None:
        """Return the address and the full name of what a name stands for."""
        if written not in self.known:
            self.known[written] = self._find(written)
        return self.known[written]

    def _find(self, written: str) -> tuple[str, str] | None:
        for meant in self.names.get(written, []):
            for module in (meant["module_short"], meant["module"]):
                inside = "" if module == "builtins" else f"{module}."
                full = f"{inside}{meant['name']}"
                for objects in self.documented:
                    if full in objects:
                        return objects[full].uri, full
        return None


def highlight(code: str, links: Links) -> str:
    """Return Python code as HTML, with the classes of Pygments.

    Parameters
    ----------
    code : str
        The code.
    links : Links
        Where its names lead. The longest part of a dotted name that leads anywhere
        is a link.
    """
    tokens = tokens_of(code)
    html = []
    at = 0
    while at < len(tokens):
        # What follows a dot is part of an expression in front of it.
        starts = tokens[at][0] in Name and (at == 0 or tokens[at - 1] != DOT)
        for name, length in _dotted(tokens, at) if starts else ():
            if found := links[name]:
                inner = "".join(map(span, tokens[at : at + length]))
                uri, full = map(escape, found)
                html.append(
                    f'<a class="reference external" href="{uri}" title="{full}">'
                    f"{inner}</a>"
                )
                at += length
                break
        else:
            html.append(span(tokens[at]))
            at += 1
    return "".join(html)


def _dotted(tokens: list[Token], at: int) -> Iterator[tuple[str, int]]:
    """Yield the dotted names that begin here, and their tokens, the longest first."""
    stop = at + 1
    while tokens[stop : stop + 1] == [DOT] and tokens[stop + 1][0] in Name:
        stop += 2
    for end in range(stop, at, -2):
        yield "".join(text for _, text in tokens[at:end]), end - at


def setup_code_links(app: Sphinx) -> None:
    """Register the node and the transform."""
    app.add_node(linked_code, html=(visit_linked_code, None))
    app.add_post_transform(CodeLinks)
