"""The contract with sphinx-gallery: each touch is as it was seen.

Where one has moved, the sentence of its test says what, and the module to mend.
"""

from __future__ import annotations

import inspect
import re
from importlib.metadata import version
from pathlib import Path
from textwrap import indent
from types import ModuleType
from typing import Any

import pytest
from sphinx_gallery import gen_rst

from syntax_notes.adapters import gallery_runs, gallery_scripts, sphinx_gallery
from syntax_notes.event_order import BuilderInited, ConfigInited, PostTransform
from tests.adapters.stock import Stock

HERE = f"sphinx-gallery {version('sphinx-gallery')}"
MEND = (
    f"(as {sphinx_gallery.SEEN_IN} did); mend syntax_notes/adapters/sphinx_gallery.py"
)


def moved(what: str) -> str:
    """Return the sentence of a touch that has moved."""
    return f"{HERE} no longer {what} {MEND}"


def test_a_script_that_passed_leaves_its_hash(stock: Stock) -> None:
    file = stock.docs / "pages/topic" / f"passes.py{sphinx_gallery.HASH_SUFFIX}"
    assert file.exists(), moved(f"leaves {file.name} beside the copy of a script")
    failed = file.with_name(f"fails.py{sphinx_gallery.HASH_SUFFIX}")
    assert not failed.exists(), moved("runs a script again that has failed")


def test_the_names_in_the_code_are_kept(stock: Stock) -> None:
    names = sphinx_gallery.names_in_code(stock.docs / "pages/topic/passes")
    meant = names.get("os.path.join", [{}])[0]
    assert {"module", "module_short", "name"} <= meant.keys(), moved(
        f"keeps what names mean in *{sphinx_gallery.NAMES_SUFFIX}"
    )
    assert sphinx_gallery.names_in_code(stock.docs / "index") == {}


def test_code_with_links_is_a_node_of_its_own() -> None:
    from sphinx_gallery import _doctree_links

    name, language = gallery_scripts.LINKED_CODE
    assert hasattr(_doctree_links, name), moved(f"makes {name} of linked code")
    made = getattr(_doctree_links, name)(**{language: "python"})
    assert made[language] == "python"
    assert f"{name}({language}=" in Path(str(_doctree_links.__file__)).read_text(
        encoding="utf-8"
    ), moved(f"keeps the language of linked code as {language!r}")


def test_images_and_thumbnails_have_their_names(stock: Stock) -> None:
    images = stock.docs / "pages/topic/images"
    plot = sphinx_gallery.IMAGE.format(note="passes", number="001")
    thumbnail = sphinx_gallery.THUMBNAIL.format(note="passes")
    for name in (plot, thumbnail):
        assert (images / f"{name}.png").exists(), moved(f"calls an image {name}")


def test_a_gallery_ends_with_its_archives(stock: Stock) -> None:
    for end in sphinx_gallery.ARCHIVES:
        path = stock.docs / "pages" / f"pages{end}"
        assert path.exists(), moved(f"writes an archive called {path.name}")


@pytest.mark.parametrize(
    ("name", "page", "holds"),
    [
        ("the output", "topic/passes", sphinx_gallery.OUTPUT_CLASS),
        ("the tags", "topic/passes", sphinx_gallery.TAGS_CLASS),
        ("the hint at the downloads", "topic/passes", sphinx_gallery.HINT_CLASS),
        ("the end of a page", "topic/passes", sphinx_gallery.NOTE_FOOTER_CLASS),
        ("the end of a gallery", "index", sphinx_gallery.GALLERY_FOOTER_CLASS),
        ("the end", "index", sphinx_gallery.FOOTER_CLASS),
        ("the beginning of a card", "index", sphinx_gallery.CARD_OPENS),
        ("the end of a card", "index", sphinx_gallery.CARD_CLOSES),
        ("the list of tags", "index", sphinx_gallery.TAG_LIST),
        (
            "the code of a cell",
            "topic/passes",
            f".. code-block:: {sphinx_gallery.CELL_LANGUAGE}\n",
        ),
        ("a value as HTML", "topic/passes", sphinx_gallery.HTML_OPENS),
        (
            "the end of a value as HTML",
            "topic/passes",
            indent(f"</div>\n{sphinx_gallery.HTML_CLOSES}", " " * 4),
        ),
        ("a label", "topic/passes", sphinx_gallery.page_label("pages/topic/passes")),
    ],
)
def test_a_page_marks(name: str, page: str, holds: str, stock: Stock) -> None:
    assert holds in stock.source(page), moved(f"marks {name} with {holds!r}")


def test_sentences_read_as_they_did(stock: Stock) -> None:
    page = stock.source("topic/passes")
    assert sphinx_gallery.MEMORY.search(page), moved("ends with the memory used")
    lines = [line.strip() for line in page.splitlines()]
    marks = [*filter(None, map(sphinx_gallery.SOURCE_LINES.fullmatch, lines))]
    assert marks, moved("tells which lines of the script a block is made from")
    tags = filter(None, map(sphinx_gallery.TAGS.fullmatch, lines))
    assert [match[1] for match in tags] == ["one, two"], moved("writes 'Tags: …'")
    both = page + stock.source("index")
    captions = re.findall(r":download:`([^<]+?) *<", both)
    found = {sphinx_gallery.DOWNLOAD.fullmatch(caption) for caption in captions}
    assert None not in found, moved("writes 'Download …: …' at each download")
    assert {match["what"] for match in found if match is not None} == {
        "Jupyter notebook",
        "Python source code",
        "zipped",
        "all examples in Python source code",
        "all examples in Jupyter notebooks",
    }, moved("calls the downloads by these names")


def test_it_warns_of_a_script_that_failed_and_of_all_at_the_end(stock: Stock) -> None:
    kind = f"[sphinx_gallery.{sphinx_gallery.FAILURE}]"
    assert stock.warnings.count(kind) == 2, moved(f"warns of failures as {kind}")


def test_static_files_have_their_names(stock: Stock) -> None:
    page = stock.page("topic/passes")
    names = (
        sphinx_gallery.STYLE,
        *sphinx_gallery.STYLES,
        *sphinx_gallery.SCRIPTS,
    )
    for name in names:
        assert f"_static/{name}" in page, moved(f"puts {name} on each page")


def test_a_scraper_gets_what_it_got(stock: Stock) -> None:
    told = stock.told["scraper"]
    wanted = {
        *("example_globals", "src_file", "image_path_iterator", "fake_main"),
        "file_conf",
    }
    for names, _ in told:
        assert wanted <= set(names), moved(f"hands scrapers {sorted(wanted)}")
    failed = [names for names, _ in told if sphinx_gallery.FAILED in names]
    assert len(failed) >= 1, moved(f"tells scrapers of a failure by {FAILED!r}")
    has_value = [has for names, has in told if sphinx_gallery.FAILED not in names]
    assert has_value[-1] is True, moved("leaves the value of a last line in ___")


FAILED = sphinx_gallery.FAILED


def test_a_reset_hook_gets_the_name_of_a_file(stock: Stock) -> None:
    assert stock.told["reset"] == [
        [file, when, True]
        for file in ("fails.py", "passes.py")
        for when in ("before", "after")
    ], moved("calls a reset hook with the name of the file, before and after it")


def test_the_hook_for_memory_executes_each_cell(stock: Stock) -> None:
    told = stock.told["memory"]
    assert told[0] is False, moved("asks the hook for memory once without a cell")
    assert True in told, moved("hands the hook for memory an object with its code")


def test_what_became_of_the_scripts_is_in_the_settings(stock: Stock) -> None:
    files = {
        kind: [Path(path).name for path in paths]
        for kind, paths in stock.told["outcome"].items()
    }
    assert files == {
        "passing_examples": ["passes.py"],
        "stale_examples": [],
        "failing_examples": ["fails.py"],
    }, moved("leaves what became of the scripts in its settings")


def test_handlers_stand_where_ours_expect_them(stock: Stock) -> None:
    handlers = stock.told["handlers"]
    for event, name, place in (
        ("config-inited", "fill_gallery_conf_defaults", ConfigInited.SPHINX_GALLERY),
        (
            "builder-inited",
            "update_gallery_conf_builder_inited",
            BuilderInited.SPHINX_GALLERY_SETTINGS,
        ),
        ("builder-inited", "generate_gallery_rst", BuilderInited.SPHINX_GALLERY_RUN),
    ):
        assert handlers[event].get(name) == place, (
            f"{HERE} does not have {name} at priority {int(place)} of {event}; "
            "see syntax_notes/event_order.py"
        )
    links = stock.told["post transforms"].get("sphinx_gallery._doctree_links")
    assert links == PostTransform.SPHINX_GALLERY, moved("links names in code at 5")


def test_functions_that_are_called_are_there(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text('"""\nT\n=\n"""\n# sphinx_gallery_tags = ["a"]\nx = 1\n')
    blocks = sphinx_gallery.split_code_and_text_blocks(script)
    assert [block.type for block in blocks] == ["text", "code"], moved(
        "splits a script into blocks of text and of code"
    )
    assert sphinx_gallery.extract_file_config(script.read_text()) == {"tags": ["a"]}
    assert "tags" not in sphinx_gallery.remove_config_comments(script.read_text())


def test_joblib_is_asked_to_generate_pages() -> None:
    names = list(inspect.signature(gen_rst.generate_file_rst).parameters)
    assert names == ["fname", "target_dir", "src_dir", "gallery_conf"], moved(
        "generates a page from a name, two folders and its settings"
    )


def test_a_script_that_asks_to_run_alone_is_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "alone.py"
    script.write_text('"""\nT\n=\n"""\n# sphinx_gallery_parallel = False\nx = 1\n')
    conf: dict[str, Any] = {"filetype_parsers": {}}
    stock = gen_rst._split_parallel
    assert stock(["alone.py"], tmp_path, conf) == (["alone.py"], []), moved(
        "splits scripts into those that run alone and the rest"
    )
    monkeypatch.setattr(gen_rst, "_split_parallel", stock)
    gallery_runs.allow_joblib_all()
    assert gen_rst._split_parallel(["alone.py"], tmp_path, conf) == ([], ["alone.py"])


def test_a_cell_is_code_and_a_main_module() -> None:
    main = ModuleType("main")
    execute = gen_rst._exec_once(compile("x = 1", "cell", "exec"), main)
    assert gallery_runs.main_module(execute) is main, moved("has a main module")
    assert set(gallery_runs.lines_of(execute)) == {1}, moved("has the code of a cell")
    code = compile("y = given", "cell", "exec")
    gallery_runs.execute_instead(execute, code, given=7)
    assert vars(main)["y"] == 7, moved("executes the code that a cell has")


def test_scripts_are_read_where_they_were(tmp_path: Path) -> None:
    from sphinx_gallery import gen_gallery, gen_rst, py_source_parser

    script = tmp_path / "script.py"
    text = '"""\nT\n=\n"""\n# sphinx_gallery_defer_figures\nx = 1\n'
    script.write_text(f"\ufeff{text}", "utf-8")
    gallery_scripts.take_over_reading()
    (_, code) = py_source_parser.split_code_and_text_blocks(script)[1]
    assert gallery_scripts.DEFERS.search(code.content), moved(
        "reads scripts with parse_source_file"
    )
    theirs = inspect.getsource(gen_rst.execute_code_block)
    assert "sphinx_gallery_defer_figures" in theirs, moved("knows cells that defer")
    left = sphinx_gallery.remove_config_comments(code.content)
    assert left == "x = 1\n", moved("takes marks without a value for comments")
    told = inspect.getsource(gen_gallery.summarize_failing_examples)
    for words in ("summary of the problems", "Unexpected failing", "but not failing"):
        assert words in told, moved(f"says {words!r} when scripts have failed")
    assert f'"{sphinx_gallery.FAILURE}"' in told, moved("calls failures by that name")


def test_what_is_ignored_is_marked() -> None:
    code = "a\n# sphinx_gallery_start_ignore\nb\n# sphinx_gallery_end_ignore\nc\n"
    left = gallery_scripts.remove_ignored_code(code)
    assert left == "a\nc\n", moved("ignores what stands between two marks")
    assert gallery_scripts.finds_title("T\n=")
    assert not gallery_scripts.finds_title(".. _label:")
