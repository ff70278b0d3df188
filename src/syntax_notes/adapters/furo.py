"""The touches on furo, as it was seen in 2025.12.19.

Furo writes some of its words in English only, and has a script in each page. Blocks of
its templates that ours extend (``templates/page.html``), and what it reads from the
context of a page, are listed here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import furo

SEEN_IN = "2025.12.19"

TEMPLATES = Path(furo.__file__).parent / "theme" / "furo"
# Templates, and what each must have, word for word.
LABELS = (
    "Toggle site navigation sidebar",
    "Toggle table of contents sidebar",
    "Toggle Light / Dark / Auto color theme",
)
TITLES = (
    "Auto light/dark, in light mode",
    "Auto light/dark, in dark mode",
    "Light mode",
    "Dark mode",
    "Contents",
    "Menu",
    "Expand",
)
SIDEBAR = '<aside class="sidebar-drawer">'
CONTENTS = '<aside class="toc-drawer'
HEADER = '<div class="header-right">'
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Blocks that our page.html extends, the icon in our tree of pages, and names in the
# context of a page: furo's own tree, and the address behind its button "Edit".
BLOCKS = ("logo_prefetch_links", "site_meta", "extrahead", "body")
ICON = 'id="svg-arrow-right"'
TREE = "furo_navigation_tree"
EDIT_LINK = "source_edit_link"  # "theme_" stands in front of it there


def scripts_in_pages() -> list[str]:
    """Return the scripts that stand in each page."""
    return SCRIPT.findall(_read("base.html"))


def finish_page(html: str, translate: Callable[[str], str], button: str) -> str:
    """Return furo's part of a page with its words translated, and with a button.

    Parameters
    ----------
    html : str
        The body of the page, as furo has laid it out.
    translate : callable
        Returns the translation of a word.
    button : str
        What is put in front of the buttons at the top, which a phone shows.
    """
    for word in LABELS:
        html = html.replace(f'aria-label="{word}"', f'aria-label="{translate(word)}"')
    for word in TITLES:
        html = html.replace(
            f"<title>{word}</title>", f"<title>{translate(word)}</title>"
        )
    menu, contents = translate("Menu"), translate("Contents")
    html = html.replace(SIDEBAR, f'{SIDEBAR[:-1]} aria-label="{menu}">')
    html = html.replace(CONTENTS, CONTENTS.replace(" ", f' aria-label="{contents}" '))
    return html.replace(HEADER, HEADER + button)


def moved() -> list[str]:
    """Return a sentence for each touch that the installed furo does not have."""
    paths = [*TEMPLATES.rglob("*.html"), TEMPLATES / "theme.conf"]
    whole = "".join(path.read_text(encoding="utf-8") for path in paths)
    wanted = (
        *(f'aria-label="{word}"' for word in LABELS),
        *(f"<title>{word}</title>" for word in TITLES),
        *(SIDEBAR, CONTENTS, HEADER, ICON, TREE, EDIT_LINK),
    )
    missing = [text for text in wanted if text not in whole]
    missing += [
        f"{{% block {name} %}}"
        for name in BLOCKS
        if not re.search(rf"{{%-? *block {name}\b", whole)
    ]
    if len(scripts_in_pages()) != 1:
        missing.append("one <script> in base.html")
    return [
        f"furo {furo.__version__} has no {text!r} in its templates, as {SEEN_IN} had; "
        "see syntax_notes/adapters/furo.py"
        for text in missing
    ]


def _read(template: str) -> str:
    return (TEMPLATES / template).read_text(encoding="utf-8")
