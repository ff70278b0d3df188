"""Let a room bring its own static files and templates, which lie beside its modules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def add_own_files(app: Sphinx, room: Path) -> None:
    """Add the folders ``static`` and ``templates`` of a room, as far as it has them.

    Sphinx copies what is in the first, and looks for templates in the second, after it
    has looked where conf.py says.
    """

    def on_config_inited(app: Sphinx, config: Config) -> None:
        for setting, folder in (
            (config.html_static_path, room / "static"),
            (config.templates_path, room / "templates"),
        ):
            if folder.is_dir() and str(folder) not in setting:
                setting.append(str(folder))

    app.connect("config-inited", on_config_inited)
