"""The touches on sphinx-gallery, as it was seen in 0.22.1.

sphinx-gallery is made to be configured. What is here goes beyond that: names of files
and of settings, and words and classes in what it writes. Everything else that this
package asks of it goes through its documented settings.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx_gallery.py_source_parser import Block

    __all__ = ["Block"]

SEEN_IN = "0.22.1"

# -- Files that it writes -----------------------------------------------------
# Beside a script that has run to its end; without it the script runs again.
HASH_SUFFIX = ".md5"
# Pages that are not made from a script.
PAGES = {"index", "sg_api_unused", "sg_api_usage", "sg_execution_times"}
# Beside a page: what the names in its code stand for.
NAMES_SUFFIX = ".codeobj.json"
# Below the folder of a topic: plots, and the picture on the card.
IMAGE = "sphx_glr_{note}_{number}"
IMAGE_SUFFIXES = (".png", ".svg", ".jpg", ".gif", ".webp")
THUMBNAIL = "thumb/sphx_glr_{note}_thumb"
# At the end of a gallery: an archive of its scripts, and one of its notebooks.
ARCHIVES = {"_python.zip": ".py", "_jupyter.zip": ".ipynb"}

# -- What it puts on a page ---------------------------------------------------
OWN_CLASS = "sphx-glr-"  # What all of its classes begin with.
OUTPUT_CLASS = "sphx-glr-script-out"
TAGS_CLASS = "sphx-glr-example-tags"
HINT_CLASS = "sphx-glr-download-link-note"
FOOTER_CLASS = "sphx-glr-footer"
NOTE_FOOTER_CLASS = "sphx-glr-footer-example"
GALLERY_FOOTER_CLASS = "sphx-glr-footer-gallery"
# The language of a cell's code. That of a code block in the prose has a small letter.
CELL_LANGUAGE = "Python"
# Raw HTML around each card, and where the buttons of its own tags would go.
CARD_OPENS = '<div class="sphx-glr-thumbcontainer"'
CARD_CLOSES = "sphx-glr-thumbnail-title"
TAG_LIST = "sg-tag-list"
# Sentences, in English whatever the language of the build.
TAGS = re.compile(r"\W*Tags: (.+)")
DOWNLOAD = re.compile(r"Download (?P<what>[\w ]+): (?P<file>\S+)")
# Before each block of a page: what lines of the script it was made from.
SOURCE_LINES = re.compile(
    r"\.\. GENERATED FROM PYTHON SOURCE LINES (?P<first>\d+)-(?P<last>\d+)"
)
MEMORY = re.compile(r"^\*\*Estimated memory usage:\*\*.*\n", re.MULTILINE)
# Static files that it puts on every page.
STYLE = "sg_gallery.css"
STYLES = (
    "sg_gallery-binder.css",
    "sg_gallery-dataframe.css",
    "sg_gallery-rendered-html.css",
)
SCRIPTS = ("sg-tags.js",)

# The kind of a warning whose last argument is the traceback of a script that failed.
FAILURE = "example_error"
# Of this kind is a summary as well: of failures that were told, and nothing else.
AGAIN = re.compile(
    r"summary of the problems(?=.*Unexpected failing)(?!.*but not failing)", re.DOTALL
)
# Raw HTML around the value of a cell's last line, and the method that has made it.
HTML_OPENS = '<div class="output_subarea output_html'
HTML_CLOSES = "<br />\n<br />"
HTML_METHOD = "_repr_html_"

# -- Variables that a scraper gets --------------------------------------------
# There when the script has failed.
FAILED = "formatted_exception"
# The value of the last line, in the names of the script.
LAST_VALUE = "___"


# -- Its functions ------------------------------------------------------------
# They are imported where they are called: a build in which nothing changed needs none.


def split_code_and_text_blocks(script: Path) -> list[Block]:
    """Return the blocks of text and of code of a script."""
    from sphinx_gallery.py_source_parser import split_code_and_text_blocks

    blocks: list[Block] = split_code_and_text_blocks(script)[1]
    return blocks


def extract_file_config(code: str) -> dict[str, Any]:
    """Return what comments such as ``# sphinx_gallery_tags = ["dim"]`` say."""
    from sphinx_gallery.py_source_parser import extract_file_config

    conf: dict[str, Any] = extract_file_config(code)
    return conf


def remove_config_comments(code: str) -> str:
    """Return code without these comments."""
    from sphinx_gallery.py_source_parser import remove_config_comments

    text: str = remove_config_comments(code)
    return text


def save_figures(
    block: Block, script_vars: dict[str, Any], gallery_conf: dict[str, Any], **kind: Any
) -> str:
    """Save the open figures of Matplotlib; return what shows them."""
    from sphinx_gallery.scrapers import matplotlib_scraper

    shown: str = matplotlib_scraper(block, script_vars, gallery_conf, **kind)
    return shown


def image_scrapers(gallery_conf: dict[str, Any]) -> tuple[Callable[..., str], ...]:
    """Return the scrapers that conf.py names."""
    from sphinx_gallery.gen_rst import _get_callables

    found: tuple[Callable[..., str], ...] = _get_callables(
        gallery_conf, "image_scrapers"
    )
    return found


def image_nodes(part: nodes.Node) -> list[nodes.Element]:
    """Return the images in a part of a page, which are nodes of its own."""
    from sphinx_gallery.directives import imgsgnode

    return list(part.findall(imgsgnode))


def subsections(srcdir: Path, examples: Path, conf: dict[str, Any]) -> list[str]:
    """Return the folders below a gallery that have scripts, in order."""
    from sphinx_gallery.gen_gallery import get_subsections

    found: list[str] = get_subsections(srcdir, examples, conf)
    return found


# -- What it leaves behind ----------------------------------------------------
class Outcome(NamedTuple):
    """What became of the scripts of a build.

    Attributes
    ----------
    passed, unchanged : list of str
        The paths of scripts that ran to their end, and of those that did not run.
    failed : dict of str to str
        The traceback of each script that raised.
    """

    passed: list[str]
    unchanged: list[str]
    failed: dict[str, str]


def outcome(gallery_conf: dict[str, Any]) -> Outcome:
    """Read what became of the scripts out of the settings, where it is left."""
    return Outcome(
        gallery_conf["passing_examples"],
        gallery_conf["stale_examples"],
        gallery_conf["failing_examples"],
    )


def page_label(docname: str) -> str:
    """Return the label in front of the page of a script."""
    return f"sphx_glr_{docname.replace('/', '_')}.py"


def names_in_code(page: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what each name in the code of a page may stand for; empty if unknown.

    Parameters
    ----------
    page : pathlib.Path
        The page, without a suffix.
    """
    path = page.with_name(page.name + NAMES_SUFFIX)
    if not path.exists():
        return {}
    names: dict[str, list[dict[str, Any]]] = json.loads(path.read_text("utf-8"))
    return names


def hide_matplotlib(*_: object) -> None:
    """Make ``import matplotlib`` fail, unless it is there already.

    sphinx-gallery imports it when it reads its settings, whatever they are, and goes on
    if that fails.
    """
    sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]


def show_matplotlib(*_: object) -> None:
    """Let ``import matplotlib`` work again."""
    if sys.modules.get("matplotlib") is None:
        sys.modules.pop("matplotlib", None)
