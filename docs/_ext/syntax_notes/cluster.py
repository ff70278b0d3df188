"""Run the notes on several machines: a Dask cluster whose workers share the checkout.

sphinx-gallery hands the notes to joblib, and names joblib's own backend. Here Dask's
takes that name. What a worker makes of a note it writes into the gallery folder, which
must have the same path everywhere; the pages are built where the build was started.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

PATIENCE = 60  # seconds, for workers to come


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Connect to the scheduler, and count the workers."""
    if not config.notes_cluster:
        return
    from distributed import Client
    from joblib import register_parallel_backend
    from joblib._dask import DaskDistributedBackend

    client = Client(config.notes_cluster)
    client.wait_for_workers(1, timeout=PATIENCE)
    # One would mean this process.
    config.notes_processes = max(2, sum(client.nthreads().values()))

    def backend(nesting_level: int | None = None) -> Any:
        made = DaskDistributedBackend(client=client)
        made.nesting_level = nesting_level
        return made

    register_parallel_backend("loky", backend)
    app.connect("build-finished", lambda *_: client.close())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the address of the scheduler; none by default."""
    app.add_config_value("notes_cluster", "", "", types=str)
    app.connect("config-inited", on_config_inited, priority=4)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
