"""The contracts with Sphinx, docutils, Pygments and joblib: nothing has moved."""

from __future__ import annotations

import logging
import pickle
import re
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import joblib
import pytest
from bs4 import BeautifulSoup
from docutils.core import publish_doctree
from jinja2 import DictLoader, Environment
from joblib.parallel import get_active_backend
from pygments import highlight
from pygments.formatters import HtmlFormatter
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.highlighting import PygmentsBridge
from sphinx.util.logging import NAMESPACE

from syntax_notes.adapters import docutils, pygments, sphinx
from syntax_notes.adapters import joblib as joblib_adapter
from syntax_notes.room_hashes import PACKAGE
from tests.adapters.stock import Stock

SPHINX = f"Sphinx {version('sphinx')}"
CODE = """
import torch

@torch.no_grad()
def f(x: int = 1) -> str:
    "A docstring with <b> & 'quotes'."
    return f"{x!r:>4}" + '\\n'  # a comment

class A(Exception):
    async def g(self): await self.h(lambda: None, 0x1F, 1e-3, ...)
"""
MESSAGES = """
One *line*
and another::

   code

.. rubric:: A rubric

+---+
| a |
+---+
"""


def moved(what: str) -> str:
    """Return the sentence of a touch on Sphinx that has moved."""
    return f"{SPHINX} no longer {what}; mend syntax_notes/adapters/sphinx.py"


@pytest.mark.parametrize("name", sphinx.ENVIRONMENT_ATTRIBUTES)
def test_the_environment_has_what_is_asked_of_it(name: str) -> None:
    kept = BuildEnvironment.__init__.__code__.co_names
    assert name in kept or hasattr(BuildEnvironment, name), moved(
        f"keeps {name} in its environment"
    )


@pytest.mark.parametrize("name", sphinx.EPUB_METHODS)
def test_the_builder_of_books_has_the_methods_that_ours_replaces(name: str) -> None:
    assert callable(getattr(Epub3Builder, name, None)), moved(f"has Epub3.{name}")


@pytest.mark.parametrize("name", sphinx.EPUB_ATTRIBUTES)
def test_the_builder_of_books_keeps_what_ours_looks_at(name: str) -> None:
    names = {
        used
        for kind in Epub3Builder.__mro__
        for method in vars(kind).values()
        for used in getattr(getattr(method, "__code__", None), "co_names", ())
    }
    assert name in names, moved(f"keeps {name} in the builder of books")


@pytest.mark.parametrize("name", sphinx.HTML_ATTRIBUTES)
def test_the_builder_of_pages_keeps_what_notebooks_need(name: str) -> None:
    names = {
        used
        for kind in StandaloneHTMLBuilder.__mro__
        for method in vars(kind).values()
        for used in getattr(getattr(method, "__code__", None), "co_names", ())
    }
    known = name in names or hasattr(StandaloneHTMLBuilder, name)
    assert known, moved(f"keeps {name} in the builder of pages")


def test_a_download_is_copied_to_where_it_is_looked_for(stock: Stock) -> None:
    kept = pickle.loads((stock.html / ".doctrees/environment.pickle").read_bytes())
    builder: Any = SimpleNamespace(env=kept, srcdir=stock.docs, outdir=stock.html)
    script = stock.docs / "pages/topic/passes.py"
    copy = sphinx.copy_of_download(builder, script)
    assert copy is not None, moved("knows downloads by their paths")
    assert copy.read_bytes() == script.read_bytes(), moved(f"copies one to {copy}")
    assert sphinx.copy_of_download(builder, stock.docs / "conf.py") is None


def test_messages_are_told_apart_by_where_they_stand() -> None:
    page = publish_doctree(MESSAGES)
    found = [(one.text, one.flows, one.in_cell) for one in sphinx.messages_of(page)]
    assert found == [
        ("One *line* and another::", True, False),
        ("A rubric", False, False),
        ("a", True, True),
    ], moved("says what the messages of a page are")


def test_what_is_kept_between_builds_has_its_names(stock: Stock) -> None:
    folder = stock.html / ".doctrees"
    for name in (sphinx.ENVIRONMENT, f"index{sphinx.DOCTREE_SUFFIX}"):
        assert (folder / name).exists(), moved(f"keeps {name}")


def test_its_scripts_are_on_each_page(stock: Stock) -> None:
    page = stock.page("topic/passes")
    for name in set(sphinx.SCRIPTS) - {"translations.js"}:  # In other languages.
        assert f"_static/{name}" in page, moved(f"puts {name} on each page")


def test_code_stands_in_the_box_that_ours_imitates(stock: Stock) -> None:
    assert sphinx.CODE_BOX in stock.page("topic/passes").replace("<span></span>", ""), (
        moved("writes code in a box of these classes")
    )


def test_a_builder_takes_another_formatter_and_keeps_templates() -> None:
    names = {
        name
        for method in vars(StandaloneHTMLBuilder).values()
        for name in getattr(getattr(method, "__code__", None), "co_names", ())
    }
    assert "highlighter" in names, moved("keeps its highlighter in the builder")
    bridge = PygmentsBridge("html")
    made: list[dict[str, Any]] = []

    def make(**options: Any) -> HtmlFormatter[str]:
        made.append(options)
        return HtmlFormatter(**options)

    builder: Any = SimpleNamespace(highlighter=bridge)
    sphinx.replace_formatter(builder, make)
    bridge.highlight_block("x = 1", "python")
    assert made, moved("asks its highlighter's `formatter` for a formatter")
    environment = Environment(loader=DictLoader({}))
    builder = SimpleNamespace(templates=SimpleNamespace(environment=environment))
    cache: Any = object()
    sphinx.keep_templates(builder, cache)
    assert environment.bytecode_cache is cache


def test_a_warning_that_is_suppressed_is_known() -> None:
    assert sphinx.is_suppressed_warning("ref", "doc", ["ref.*"])
    assert not sphinx.is_suppressed_warning("ref", "doc", ["toc"])
    assert NAMESPACE == sphinx.LOGGER, moved("logs below 'sphinx'")


def test_what_is_logged_elsewhere_is_logged_here(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger = logging.getLogger(f"{sphinx.LOGGER}.okapi")
    monkeypatch.setattr(logging.getLogger(sphinx.LOGGER), "propagate", True)

    def log() -> int:
        logger.warning("seen %s", "twice")
        return 7

    value, records = sphinx.call_and_collect_log(log)
    assert value == len(records) + 6 == 7, moved("collects what is logged")
    caplog.clear()
    sphinx.log_collected(pickle.loads(pickle.dumps(records)))
    assert "seen twice" in caplog.text, moved("can be handed what was collected")


def test_nobody_asks_a_builder_or_an_environment_for_its_app() -> None:
    asked = re.compile(r"\b(?:self|builder|env|environment)\._?app\b(?!\.\w+ =)")
    for path in PACKAGE.rglob("*.py"):
        if "NoteRunner" not in (text := path.read_text(encoding="utf-8")):
            own = "self.app = app" in text  # a class of ours that was given it
            assert own or not asked.search(text), (
                f"{path.name} asks for an `app` that is gone in Sphinx 11"
            )


def classes_of(html: str) -> list[tuple[str, str]]:
    """Return each character that is not white space, with the class that colours it."""
    texts = BeautifulSoup(html, "html.parser").find_all(string=True)
    return [
        (character, " ".join(text.parent.get("class") or ()))
        for text in texts
        if text.parent is not None
        for character in text
        if not character.isspace()
    ]


def test_code_with_links_looks_as_pygments_writes_it() -> None:
    ours = "".join(map(pygments.span, pygments.tokens_of(CODE)))
    theirs = highlight(CODE, pygments.LEXER, HtmlFormatter(nowrap=True))
    assert classes_of(ours) == classes_of(theirs), (
        f"Pygments {version('pygments')} writes code in another way; mend "
        "syntax_notes/adapters/pygments.py"
    )


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert docutils.column_width("广播 ab") == 7


class Recorded:
    """A pool that calls each function itself, and remembers how it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def submit(self, function: Any, done: Any) -> Any:
        self.calls += joblib_adapter.calls_of(function)
        return function(), done

    def result(self, ticket: Any) -> Any:
        value, done = ticket
        done()
        return value

    def stop(self) -> None:
        """Nothing is running."""


def test_joblib_hands_each_call_to_the_pool_and_then_to_its_own_workers() -> None:
    said = f"joblib {joblib.__version__} has other backends; mend "
    pool = Recorded()
    give_back = joblib_adapter.use_in_place_of_loky(pool)
    try:
        parallel = joblib.Parallel(
            n_jobs=2, pre_dispatch="n_jobs", batch_size=1, backend="loky"
        )
        values = parallel(joblib.delayed(pow)(2, n) for n in range(5))
    finally:
        give_back()
    assert values == [1, 2, 4, 8, 16], f"{said}syntax_notes/adapters/joblib.py"
    assert [arguments for _, arguments in pool.calls] == [(2, n) for n in range(5)]
    with joblib.parallel_config(backend="loky"):
        kind = type(get_active_backend()[0])
    assert kind.__module__.startswith("joblib."), said
