"""What several tests share: the site, built once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from tests.support.project import copy_project, run


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site on the CPU in a copy of the project; return its folder.

    Workers of pytest-xdist share one build: the first makes it, the others wait.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    copy = shared / "project"
    html = copy / "_build" / "html"
    with FileLock(shared / "site.lock"):
        if not copy.exists():
            copy_project(copy)
            build = run(copy, "docs", "--device", "cpu", "--offline")
            (shared / "build.log").write_text(build.stdout, encoding="utf-8")
    if not html.exists():
        log = (shared / "build.log").read_text(encoding="utf-8")
        pytest.fail(f"The site does not build:\n{log}")
    return html
