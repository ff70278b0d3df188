"""A gallery built by sphinx-gallery and furo alone, to see what they do today."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

STOCK = Path(__file__).parents[1] / "roots" / "stock"


class Stock:
    """The gallery, built once.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self.docs = folder / "stock" / "docs"
        shutil.copytree(STOCK, folder / "stock")
        self.warnings = subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "docs", "html"],
            cwd=folder / "stock",
            stderr=subprocess.PIPE,
            text=True,
            check=False,  # A script of it fails.
        ).stderr
        self.html = folder / "stock" / "html"
        told: dict[str, Any] = json.loads((self.html / "told.json").read_text())
        self.told = told

    def source(self, name: str) -> str:
        """Return what sphinx-gallery wrote for Sphinx to read."""
        return (self.docs / "pages" / f"{name}.rst").read_text(encoding="utf-8")

    def page(self, name: str) -> str:
        """Return the HTML of a page."""
        return (self.html / "pages" / f"{name}.html").read_text(encoding="utf-8")
