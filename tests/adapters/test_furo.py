"""The contract with furo: its words and places are as they were seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from syntax_notes.adapters import furo
from tests.adapters.stock import Stock


def test_nothing_has_moved_in_the_templates() -> None:
    assert furo.moved() == []


def test_what_has_moved_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "theme.conf").touch()
    (tmp_path / "base.html").write_text("<script>1</script><script>2</script>")
    monkeypatch.setattr(furo, "TEMPLATES", tmp_path)
    sentences = furo.moved()
    assert len(sentences) > 20
    for sentence in sentences:
        assert "in its templates, as" in sentence
        assert sentence.endswith("see syntax_notes/adapters/furo.py")


def test_every_word_and_place_is_on_a_page(stock: Stock) -> None:
    page = stock.page("topic/passes")
    done = furo.finish_page(page, lambda word: f"[{word}]", "<button>")
    for word in furo.LABELS:
        assert f'aria-label="[{word}]"' in done, word
    for word in furo.TITLES:
        assert f"<title>[{word}]</title>" in done, word
    assert '<aside class="sidebar-drawer" aria-label="[Menu]">' in done
    assert '<aside aria-label="[Contents]" class="toc-drawer' in done
    assert f"{furo.HEADER}<button>" in done


def test_the_script_in_each_page_is_the_one_in_the_template(stock: Stock) -> None:
    page = stock.page("topic/passes")
    for script in furo.scripts_in_pages():
        assert f"<script>{script}</script>" in page
