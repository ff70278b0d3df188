"""What a page says is in the notebook and in the file beside the page, as Markdown."""

from __future__ import annotations

import base64
import re
import zipfile
from textwrap import dedent, indent

import nbformat
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from syntax_notes.backends.pytorch import backend
from syntax_notes.running.terminal import SEQUENCE
from tests.support import pages
from tests.support.project import ROOT, Project, run

# What is written in a note, and how a notebook says it.
CONSTRUCTS = {
    "note on one line": (
        ".. note:: Take *care*.",
        """
        > **Note**
        >
        > Take *care*.
        """,
    ),
    "warning": (
        """
        .. warning::

           First.

           - one
           - two
        """,
        """
        > **Warning**
        >
        > First.
        >
        > - one
        > - two
        """,
    ),
    "admonition with a title": (
        """
        .. admonition:: Think *twice*

           Then act.
        """,
        """
        > **Think *twice***
        >
        > Then act.
        """,
    ),
    "see also": (
        """
        .. seealso::

           :func:`torch.sum` and :doc:`/index`.
        """,
        """
        > **See also**
        >
        > [`torch.sum()`](https://docs.pytorch.org/docs/2.15/generated/torch.sum.html\
#torch.sum) and *Test*.
        """,
    ),
    "deprecated": (
        ".. deprecated:: 1.2\n   Use another.",
        "> Deprecated since version 1.2: Use another.",
    ),
    "added": (".. versionadded:: 1.3", "> Added in version 1.3."),
    "literal block": (
        """
        A block follows::

           for i in range(2):
               print("```")
        """,
        """
        A block follows:

        ````text
        for i in range(2):
            print("```")
        ````
        """,
    ),
    "code with options": (
        """
        .. code-block:: python
           :emphasize-lines: 1
           :caption: A *caption*

           print("hi")
        """,
        """
        A *caption*

        ```python
        print("hi")
        ```
        """,
    ),
    "doctest": (
        ">>> 1 + 1\n2",
        """
        ```text
        >>> 1 + 1
        2
        ```
        """,
    ),
    "parsed literal": (
        """
        .. parsed-literal::

           plain *marked*
        """,
        """
        ```text
        plain *marked*
        ```
        """,
    ),
    "simple table": (
        """
        === =======
        a   ``b|c``
        === =======
        1   *x*
        2
        === =======
        """,
        """
        | a | `b\\|c` |
        | --- | --- |
        | 1 | *x* |
        | 2 |  |
        """,
    ),
    "grid table": (
        """
        +-------+-------+
        | both          |
        +=======+=======+
        | - one | left  |
        | - two |       |
        |       | and   |
        |       | below |
        +-------+-------+
        """,
        """
        | both |  |
        | --- | --- |
        | • one<br>• two | left<br>and below |
        """,
    ),
    "csv table": (
        """
        .. csv-table:: A title

           "x, y", :math:`|x|`
        """,
        """
        **A title**

        |  |  |
        | --- | --- |
        | x, y | $\\vert x\\vert $ |
        """,
    ),
    "list table": (
        """
        .. list-table::
           :header-rows: 1

           * - name
             - code
           * - one
             - ::

                  x = 1
                  y = 2
        """,
        """
        | name | code |
        | --- | --- |
        | one | `x = 1`<br>`y = 2` |
        """,
    ),
    "nested list": (
        """
        - outer

          - inner
            on two lines

            .. code-block:: python

               x = 1

        - after
        """,
        """
        - outer
          - inner on two lines

            ```python
            x = 1
            ```
        - after
        """,
    ),
    "list in a list": (
        "#. one\n\n   * sub\n   * more\n\n#. two",
        """
        1. one
           - sub
           - more
        2. two
        """,
    ),
    "list that begins at three": ("3. three\n4. four", "3. three\n4. four"),
    "definitions": (
        """
        term : kind
           What it *means*.

        ``code``
           More.
        """,
        """
        - **term** : kind

          What it *means*.

        - **`code`**

          More.
        """,
    ),
    "fields": (
        """
        Text.

        :name: what is in it
        :other: more
        """,
        """
        Text.

        - **name**: what is in it

        - **other**: more
        """,
    ),
    "options": (
        """
        -f FILE  the file
        --all    all of them
        """,
        """
        - `-f FILE`

          the file

        - `--all`

          all of them
        """,
    ),
    "lines": (
        "| a line\n| another\n|    deeper",
        "a line\\\nanother\\\n&nbsp;&nbsp;&nbsp;&nbsp;deeper",
    ),
    "quotation": (
        """
        Text.

           A quotation.

           -- Somebody
        """,
        """
        Text.

        > A quotation.
        >
        > — Somebody
        """,
    ),
    "epigraph": (".. epigraph:: Once.", "> Once."),
    "rubric": (".. rubric:: A rubric", "**A rubric**"),
    "topic": (
        ".. topic:: A topic\n\n   Its text.",
        """
        > **A topic**
        >
        > Its text.
        """,
    ),
    "sidebar": (
        ".. sidebar:: Aside\n\n   Its text.",
        """
        > **Aside**
        >
        > Its text.
        """,
    ),
    "container": (".. container:: a-class\n\n   Within.", "Within."),
    "only": (".. only:: html\n\n   On pages.", "On pages."),
    "not on pages": ("Text.\n\n.. only:: latex\n\n   In print.", "Text."),
    "footnotes": (
        """
        A remark [#one]_ and a source [Knu84]_.

        .. [#one] The *remark*.
        .. [Knu84] The source.
        """,
        """
        A remark [1] and a source [Knu84].

        [1] The *remark*.

        [Knu84] The source.
        """,
    ),
    "substitution": (
        """
        It is |name|, of |project_version|.

        .. |name| replace:: the *name*
        .. |project_version| replace:: |version|
        """,
        "It is the *name*, of 0.1.",
    ),
    "formula": (
        r"""
        .. math:: y = \sum_i x_i

        With :math:`x^2 < 1_000`.
        """,
        r"""
        $$
        y = \sum_i x_i
        $$

        With $x^2 < 1_000$.
        """,
    ),
    "formula with a number": (
        r"""
        .. math::
           :label: euler

           a &= b \\
           c &= d

        See :eq:`euler`.
        """,
        r"""
        $$
        \begin{aligned} a &= b \\
        c &= d \end{aligned} \tag{1}
        $$

        See (1).
        """,
    ),
    "formula in a note": (
        r"""
        .. note::

           .. math::

              a

              b
        """,
        r"""
        > **Note**
        >
        > $$ \begin{aligned} a \\ b \end{aligned} $$
        """,
    ),
    "image": (
        ".. image:: /_static/logo.svg\n   :alt: a [logo]",
        r"![a \[logo\]](attachment:logo.svg)",
    ),
    "figure": (
        """
        .. figure:: /_static/logo.svg
           :alt: a logo
           :target: https://example.org/

           A *caption*.

           A legend.
        """,
        """
        [![a logo](attachment:logo.svg)](https://example.org/)

        A *caption*.

        A legend.
        """,
    ),
    "marks of keys and the like": (
        ":kbd:`Ctrl` H\\ :sub:`2`\\ O x\\ :sup:`2` :abbr:`ML (learning)` "
        ":guilabel:`File` :file:`a.txt` :title:`Book` ``a`b``",
        '<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> <abbr title="learning">ML</abbr>'
        " File `a.txt` *Book* `` a`b ``",
    ),
    "links": (
        """
        `Name <https://example.org/a_(b)>`_, https://example.org, named_, and an
        _`inline target`.

        .. _named: https://example.org/named
        """,
        "[Name](<https://example.org/a_(b)>), "
        "[https://example.org](https://example.org), "
        "[named](https://example.org/named), and an inline target.",
    ),
    "a note": (
        "See :ref:`sphx_glr_notes_topic_other.py`, or :ref:`that <a-label>`.",
        "See *other: a note of a test*, or that.",
    ),
    "what Markdown would read": (
        r"\*no\* snake_case_name \`x\` [a](b) <b> &amp; $5 and $6, a\|b \\ ~~",
        r"\*no\* snake_case_name \`x\` \[a\](b) \<b> \&amp; \$5 and \$6, a|b \\ ~~",
    ),
    "what Markdown would read at the beginning": (
        "\\- no item\n\n\\1. none\n\n# no heading\n\n\\+ none\n\n> none",
        "\\- no item\n\n1\\. none\n\n\\# no heading\n\n\\+ none\n\n\\> none",
    ),
    "emphasis in Chinese": (
        "*就地*\\ 操作，\\ **“张量”**\\ 的 *轴*。",
        "*就地*操作，<strong>“张量”</strong>的 *轴*。",
    ),
    "contents": (
        ".. contents:: Here\n   :local:\n   :depth: 1\n\nText.",
        "Text.",
    ),
    "raw": (
        ".. raw:: html\n\n   <b>raw</b>\n\n.. raw:: latex\n\n   \\textbf{x}",
        "<b>raw</b>",
    ),
    "comment and target": ("Text.\n\n.. A comment.\n\n.. _a-label:\n", "Text."),
    "transition": ("One.\n\n----\n\nTwo.", f"One.\n\n{'_' * 70}\n\nTwo."),
    "glossary": (
        """
        .. glossary::

           entry
              Its meaning.

        See :term:`entry`.
        """,
        """
        - **entry**

          Its meaning.

        See entry.
        """,
    ),
    "function": (
        ".. function:: f(x, y=1)\n   :no-index:\n\n   What it does.",
        "> `f(x, y=1)`\n>\n> What it does.",
    ),
    "include": (
        "Text.\n\n.. include:: /included.txt",
        "Text.\n\nIncluded, with *emphasis*.",
    ),
    "a deeper heading": ("Deeper\n~~~~~~\n\nText.", "### Deeper\n\nText."),
}
FOLDERS = ("en", "zh-cn")
TITLE = "other: a note of a test"
CHINESE = "other：测试用的笔记"
BASE = "https://example.org/site"


def write_script() -> str:
    """Return a note with a cell for each construct."""
    cells = []
    for number, (text, _) in enumerate(CONSTRUCTS.values()):
        prose = f"Cell {number}\n-------\n\n{dedent(text).strip(chr(10))}"
        lines = indent(prose, "# ", lambda _: True)
        cells.append(f"# %%\n{lines}\n\nprint({number})\n")
    return "\n".join([*cells, "# %%\n# The end.\n"])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A note with every construct, and one that has a translation."""
    notes = {"topic/all": write_script(), "topic/other": "print(1)\n"}
    project = Project(tmp_path_factory.mktemp("text"), notes)
    other = project.folder / "examples/topic/other.py"
    other.write_text(other.read_text("utf-8").replace("first:", "other:"), "utf-8")
    included = project.folder / "docs/included.txt"
    included.write_text("Included, with *emphasis*.\n", encoding="utf-8")
    conf = project.folder / "conf.py"
    conf.write_text(f'{conf.read_text("utf-8")}\nversion = "0.1"\n', "utf-8")
    catalog = Catalog(locale="zh_CN")
    catalog.add(TITLE, CHINESE)
    path = project.folder / "docs/locales/zh_CN/LC_MESSAGES/notes/topic/other.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalog)
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def notebook(project: Project, folder: str, note: str) -> nbformat.NotebookNode:
    """Return the notebook that the page of a note offers."""
    path = pages.download(project.html, folder, note, ".ipynb")
    return nbformat.read(path, as_version=4)


def texts(project: Project, folder: str) -> dict[str, str]:
    """Return the text of the cell of each construct, without its heading."""
    cells = notebook(project, folder, "topic/all").cells
    sources = [cell.source for cell in cells if cell.cell_type == "markdown"][1:]
    found = {}
    for number, name in enumerate(CONSTRUCTS):
        heading, _, found[name] = sources[number].partition("\n\n")
        assert heading == f"## Cell {number}"
    return found


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_notebook_says_what_the_page_says(name: str, project: Project) -> None:
    expected = dedent(CONSTRUCTS[name][1]).strip("\n")
    assert texts(project, "en")[name] == expected


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_notebook_is_valid_and_runs_in_order(folder: str, project: Project) -> None:
    made = notebook(project, folder, "topic/all")
    nbformat.validate(made)
    code = [cell for cell in made.cells if cell.cell_type == "code"]
    assert [cell.source for cell in code] == [f"print({n})" for n in range(len(code))]
    assert [cell.outputs[0].text for cell in code] == [
        f"{number}\n" for number in range(len(CONSTRUCTS))
    ]


def test_the_file_beside_a_page_says_the_same(project: Project) -> None:
    for folder in FOLDERS:
        page = project.html / folder / "notes/topic/all.md"
        twin = page.read_text(encoding="utf-8")
        for number, text in enumerate(texts(project, folder).values()):
            said = text.replace("attachment:", "../../_images/")
            assert f"## Cell {number}\n\n{said}\n\n```python\n" in twin
        # The page has what other releases printed; this says which one is meant.
        ending = f"PyTorch {backend.release()}"
        told = {
            "en": f"The outputs are those of {ending}.",
            "zh-cn": f"这些输出来自 {ending}。",
        }[folder]
        assert twin.endswith(f"\n```\n\nThe end.\n\n{told}\n")
        assert (page.parent / "../../_images/logo.svg").exists()


def test_a_notebook_brings_its_images_along(project: Project) -> None:
    cells = notebook(project, "en", "topic/all").cells
    with_images = [cell for cell in cells if "attachments" in cell]
    assert len(with_images) == sum("attachment:" in cell.source for cell in cells) == 2
    for cell in with_images:
        kept = base64.b64decode(cell.attachments["logo.svg"]["image/svg+xml"])
        assert kept == (ROOT / "docs/_static/logo.svg").read_bytes()


def test_what_is_escaped_reads_as_it_was_written(project: Project) -> None:
    said = texts(project, "en")
    shown = MarkdownIt("commonmark").render(said["what Markdown would read"])
    text = BeautifulSoup(shown, "html.parser").get_text().strip()
    assert text == r"*no* snake_case_name `x` [a](b) <b> &amp; $5 and $6, a|b \ ~~"
    chinese = MarkdownIt("commonmark").render(said["emphasis in Chinese"])
    assert "<em>就地</em>" in chinese
    assert "*" not in chinese


def test_each_notebook_is_in_the_language_of_its_page(project: Project) -> None:
    titles = {"en": TITLE, "zh-cn": CHINESE}
    for folder, title in titles.items():
        assert (
            notebook(project, folder, "topic/other")
            .cells[0]
            .source.startswith(f"# {title}\n")
        )
        assert texts(project, folder)["a note"] == f"See *{title}*, or that."
    assert "> **备注**" in texts(project, "zh-cn")["note on one line"]


def test_links_lead_to_the_site_where_its_address_is_known(project: Project) -> None:
    environment = {"SITE_URL": BASE}
    build = run(project.folder, "docs", "--device", "cpu", environment=environment)
    assert build.returncode == 0, build.stdout
    said = texts(project, "zh-cn")
    page = f"{BASE}/zh-cn/notes/topic"
    assert f"[{CHINESE}]({page}/other.html#" in said["a note"]
    assert f"[that]({page}/all.html#a-label)" in said["a note"]
    assert f"[Test]({BASE}/zh-cn/index.html)" in said["see also"]


def test_a_notebook_follows_its_page_and_no_other_is_made(project: Project) -> None:
    before = notebook(project, "en", "topic/all")
    edited = project.folder / "examples/topic/other.py"
    edited.write_text(edited.read_text("utf-8").replace("It is run.", "Edited."))
    environment = {"SITE_URL": BASE}
    build = run(project.folder, "docs", "--device", "cpu", environment=environment)
    assert build.returncode == 0, build.stdout
    assert "Edited." in notebook(project, "en", "topic/other").cells[0].source
    log = SEQUENCE.sub("", build.stdout)
    read = {line.split()[-1] for line in re.findall("reading sources.*", log)}
    assert "notes/topic/other" in read
    assert "notes/topic/all" not in read
    assert notebook(project, "en", "topic/all") == before
    archive = pages.download(project.html, "en", "topic/other", ".zip")
    with zipfile.ZipFile(archive) as packed:
        assert b"Edited." in packed.read("other.ipynb")
