"""A command writes the settings of a build, and the build reads the same."""

from __future__ import annotations

import shutil
from dataclasses import asdict, fields
from pathlib import Path

from sphinx.testing.util import SphinxTestApp

from syntax_notes.settings import Changed, Settings, options

GALLERY = Path(__file__).parent / "roots" / "gallery"


def test_a_command_changes_settings_that_there_are() -> None:
    assert Changed.__annotations__.keys() <= {one.name for one in fields(Settings)}


def test_what_a_command_writes_is_what_a_build_reads(tmp_path: Path) -> None:
    shutil.copytree(GALLERY, tmp_path / "gallery")
    changed: Changed = {
        "device": "cuda",
        "fresh_recordings": ["_build/a", "_build/b"],
        "offline": True,
        "processes": 3,
        "selected": ["topic/note"],
        "time_limit": 7,
    }
    written = options(changed)
    assert written[::2] == ["-D"] * len(changed)
    overrides = dict(one.split("=", 1) for one in written[1::2])
    app = SphinxTestApp(
        srcdir=tmp_path / "gallery" / "docs",
        confoverrides={**overrides, "sphinx_gallery_conf.plot_gallery": "0"},
    )
    try:
        read = asdict(Settings.of(app.config))
    finally:
        app.cleanup()
    assert {name: read[name] for name in changed} == changed
    assert read["output_limit"] == Settings().output_limit
