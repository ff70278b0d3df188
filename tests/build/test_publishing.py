"""The site is replaced as a whole, whatever happens where it is copied from."""

from __future__ import annotations

from pathlib import Path

import pytest

from syntax_notes.build.publishing import NextSite


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def content(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    write(tmp_path / "work" / "en", index="old", other="same")
    site = tmp_path / "html"
    NextSite(site).publish(tmp_path / "work")
    return site


def test_a_site_has_what_was_there_at_the_end(site: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    following = NextSite(site)
    write(work / "en", index="half", gone="gone")
    following.add(work)
    assert content(site) == {"en/index": "old", "en/other": "same"}
    write(work / "en", index="whole", more="more")
    (work / "en" / "gone").unlink()
    write(tmp_path / "root", robots="root")
    following.publish(work, tmp_path / "root")
    assert content(site) == {
        "en/index": "whole",
        "en/more": "more",
        "en/other": "same",
        "robots": "root",
    }


def test_what_is_written_later_does_not_reach_the_site(
    site: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    write(work / "en", index="new")
    NextSite(site).publish(work)
    with (work / "en" / "other").open("r+") as file:
        file.write("SAME")
    with (work / "en" / "index").open("r+") as file:
        file.write("NEW")
    assert content(site) == {"en/index": "new", "en/other": "same"}
    NextSite(site).add(work)  # Made and left, as by a build that is killed.
    assert content(site) == {"en/index": "new", "en/other": "same"}


def test_a_site_that_would_be_the_same_stays(site: Path, tmp_path: Path) -> None:
    before = site.resolve()
    NextSite(site).publish(tmp_path / "work")
    assert site.resolve() == before
    assert sorted(path.name for path in tmp_path.glob("html*")) == ["html", before.name]


def test_what_is_discarded_leaves_nothing(site: Path, tmp_path: Path) -> None:
    following = NextSite(site)
    write(tmp_path / "work" / "en", index="new")
    following.add(tmp_path / "work")
    following.discard()
    assert content(site) == {"en/index": "old", "en/other": "same"}
    assert len(list(tmp_path.glob("html*"))) == 2
