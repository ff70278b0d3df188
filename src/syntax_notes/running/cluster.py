"""Run the notes on several machines: a Dask cluster whose workers share the checkout.

What a worker makes of a note it writes into the gallery folder, which must have the
same path everywhere; the pages are built where the build was started.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..adapters.joblib import put_dask_in_place_of_loky
from ..event_order import ConfigInited

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PATIENCE = 60  # seconds, for workers to come


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Connect to the scheduler, and count the workers."""
    if not config.notes_cluster:
        return
    from distributed import Client

    client = Client(config.notes_cluster)
    client.wait_for_workers(1, timeout=PATIENCE)
    # One would mean this process.
    config.notes_processes = max(2, sum(client.nthreads().values()))
    put_dask_in_place_of_loky(client)
    app.connect("build-finished", lambda *_: client.close())


def setup_cluster(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("config-inited", on_config_inited, priority=ConfigInited.CLUSTER)
