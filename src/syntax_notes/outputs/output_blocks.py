"""What was printed, as blocks of a page, and remarks beside them."""

from __future__ import annotations

import re

from docutils import nodes

from ..adapters.sphinx_gallery import OUTPUT_CLASS
from ..wording import _

ISSUE = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+)#(?P<number>\d+)", re.ASCII)
# Lines of a folded output that are all shown.
MOST_FOLDED = 15


def output_block(text: str, marked: list[int] | None = None) -> nodes.literal_block:
    """Return what was printed, with some lines marked."""
    block = nodes.literal_block(text, text, classes=[OUTPUT_CLASS], language="none")
    if marked:
        block["highlight_args"] = {"hl_lines": marked}
    return block


def folded_output(text: str, marked: list[int]) -> list[nodes.Element]:
    """Return what was printed where that folds: of a long one the marked lines only.

    A table that differs in a line on each release would weigh as much as its page.
    """
    lines = text.split("\n")
    if len(lines) <= MOST_FOLDED or len(marked) > len(lines) / 2:
        return [output_block(text, marked)]
    shown = [lines[number - 1] for number in marked]
    others = _("The other lines, {count} of them, are the same.").format(
        count=len(lines) - len(shown)
    )
    numbers = list(range(1, len(shown) + 1))
    block = [output_block("\n".join(shown), numbers)] if shown else []
    return [*block, remark(others)]


def remark(text: str) -> nodes.paragraph:
    """Return a remark, in which an issue of GitHub is a link: ``owner/name#1``."""
    shown = nodes.paragraph(text, "", classes=["device-reason"])
    end = 0
    for issue in ISSUE.finditer(text):
        uri = f"https://github.com/{issue['repository']}/issues/{issue['number']}"
        shown += nodes.Text(text[end : issue.start()])
        shown += nodes.reference("", issue[0], refuri=uri)
        end = issue.end()
    shown += nodes.Text(text[end:])
    return shown
