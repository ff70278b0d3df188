"""The stylesheet of the site, which is joined from parts that lie in several rooms."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from syntax_notes.room_hashes import PACKAGE
from syntax_notes.site import stylesheet


class App(SimpleNamespace):
    """As much of Sphinx as the stylesheet asks for, with a builder of a format."""

    def __init__(self, doctrees: Path, output: str = "html") -> None:
        super().__init__(
            builder=SimpleNamespace(format=output),
            config=SimpleNamespace(html_static_path=["docs/_static"]),
            doctreedir=str(doctrees),
        )


def write(app: App) -> Path:
    """Write the stylesheet, and return where it is."""
    stylesheet.on_builder_inited(app)  # type: ignore[arg-type]
    return Path(app.config.html_static_path[-1], "site.css")


def test_every_part_is_listed_once() -> None:
    found = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("css/*.css")]
    assert sorted(stylesheet.PARTS) == sorted(path.as_posix() for path in found)


def test_parts_follow_each_other_as_listed_and_whole() -> None:
    rest = stylesheet.join_parts()
    for part in stylesheet.PARTS:
        text = (PACKAGE / part).read_text(encoding="utf-8")
        assert rest.lstrip("\n").startswith(text), part
        rest = rest.lstrip("\n").removeprefix(text)
    assert rest == ""


def test_a_part_that_a_comment_begins_stands_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    texts = ["/* A. */\na {\n}\n", "b {\n}\n", "/* C. */\nc {\n}\n"]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.css").write_text(text, encoding="utf-8")
    monkeypatch.setattr(stylesheet, "PACKAGE", tmp_path)
    monkeypatch.setattr(stylesheet, "PARTS", ("0.css", "1.css", "2.css"))
    assert stylesheet.join_parts() == ("/* A. */\na {\n}\nb {\n}\n\n/* C. */\nc {\n}\n")


def test_it_is_written_where_sphinx_then_finds_it(tmp_path: Path) -> None:
    path = write(App(tmp_path))
    assert path.is_relative_to(tmp_path)
    assert path.read_text(encoding="utf-8") == stylesheet.join_parts()


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    before = write(App(tmp_path)).stat()
    assert write(App(tmp_path)).stat().st_ino == before.st_ino


def test_a_part_that_has_changed_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(App(tmp_path))
    monkeypatch.setattr(stylesheet, "join_parts", lambda: "a {\n}\n")
    assert write(App(tmp_path)).read_text(encoding="utf-8") == "a {\n}\n"


def test_a_builder_that_makes_no_pages_gets_none(tmp_path: Path) -> None:
    app = App(tmp_path, output="")
    stylesheet.on_builder_inited(app)  # type: ignore[arg-type]
    assert app.config.html_static_path == ["docs/_static"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "zh-cn"])
def test_readers_get_it_in_one_file(site: Path, language: str) -> None:
    static = site / language / "_static"
    assert (static / "site.css").read_text("utf-8") == stylesheet.join_parts()
    parts = {Path(part).name for part in stylesheet.PARTS}
    assert not parts & {path.name for path in static.rglob("*.css")}
