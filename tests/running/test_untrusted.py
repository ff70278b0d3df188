"""Titles, tags, errors and drawings are text, wherever a page or a feed puts them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support.project import Project

# Would be an element, end an attribute, end a script, or be an entity, if not escaped.
HOSTILE = "<okapi onerror=\"alert('1')\">\"'>--></script>&lt;"
NOTE = f'''"""
first {HOSTILE}: and its colon
{"=" * 80}

A sentence with {HOSTILE} in it.
"""
# sphinx_gallery_tags = ["dim", "{HOSTILE.replace('"', "'")}"]

# %%
# A heading with {HOSTILE}
# {"-" * 80}

import torch

# sphinx_gallery_diagram = "torch.gather(t, 0, index) if '<okapi>' else t"
t = torch.arange(3)
index = torch.tensor([2, 0])
out = torch.gather(t, 0, index)
print(out)

# %%
# A plot
# ------

import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.title({HOSTILE!r})
plt.show()

# %%
# An error
# --------

try:
    raise ValueError({HOSTILE!r})
except ValueError as error:
    print(f"ValueError: {{error}}")
'''


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build a site of one note that tries all of it, with an archive and a book."""
    project = Project(tmp_path_factory.mktemp("untrusted"), {"topic/first": ""})
    path = project.folder / "examples" / "topic" / "first.py"
    path.write_text(NOTE, encoding="utf-8")
    assert project.record().returncode == 0
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    return project


def test_no_page_has_the_element_or_the_attribute(project: Project) -> None:
    pages = [*project.html.rglob("*.html"), *project.html.rglob("*.svg")]
    assert len(pages) > 10
    for page in pages:
        kind = "xml" if page.suffix == ".svg" else "html.parser"
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), kind)
        assert soup.find("okapi") is None, page
        hit = soup.find(lambda tag: any(name.startswith("on") for name in tag.attrs))
        assert hit is None, (page, hit)
        # Furo's own, which stands in the page, and those with an address.
        inside = [one for one in soup.find_all("script") if not one.get("src")]
        assert len(inside) <= 2, page


@pytest.mark.parametrize("page", ["topic/first", "index", "topic/index"])
def test_the_text_is_there_as_it_was_written(page: str, project: Project) -> None:
    text = BeautifulSoup(project.page(page), "html.parser").get_text()
    assert "<okapi onerror=" in text


def test_error_feed_and_search_have_it_as_text(project: Project) -> None:
    index = (project.html / "en" / "index.html").read_text(encoding="utf-8")
    errors = BeautifulSoup(index, "html.parser").select(".error-index dt")
    assert HOSTILE in [error.get_text() for error in errors]
    feed = BeautifulSoup((project.html / "en" / "feed.xml").read_bytes(), "xml")
    title = BeautifulSoup(project.page("topic/first"), "html.parser").select_one("h1")
    assert title is not None
    assert feed.select_one("entry title").text == title.get_text().rstrip("¶")  # type: ignore[union-attr]
    for file in (project.html / "en").rglob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_book_of_it_is_well_formed(project: Project) -> None:
    build = project.build("--device", "cpu", "--offline")
    assert build.returncode == 0, build.stdout
    pages = Path(project.folder, "_build/work/cpu/books/en").rglob("*.xhtml")
    for page in pages:
        soup = BeautifulSoup(page.read_bytes(), "xml")
        assert soup.find("html") is not None
        assert soup.find("okapi") is None
