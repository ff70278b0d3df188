"""Run the notes on several machines: a Dask cluster whose workers share the checkout.

What a worker makes of a note it writes into the gallery folder, which must have the
same path everywhere; the pages are built where the build was started.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..event_order import ConfigInited
from .exchange import Exchange, Limits
from .starting import pickle_call, start_pickled

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PATIENCE = 60  # seconds, for workers to come


class ClusterNotes:
    """Starts a note on the next machine that is free.

    Parameters
    ----------
    client : distributed.Client
        Is connected to the scheduler.
    """

    def __init__(self, client: Any) -> None:
        self.client = client

    def __call__(
        self, exchange: Exchange, function: Callable[[], Any], limits: Limits
    ) -> RemoteKeeper:
        """Start one."""
        future = self.client.submit(
            _run_here, pickle_call(function), limits, pure=False
        )
        return RemoteKeeper(future, exchange)


class RemoteKeeper:
    """The keeper of a note on another machine.

    Parameters
    ----------
    future : distributed.Future
        What it leaves.
    exchange : Exchange
        Where that goes.
    """

    pid = 0

    def __init__(self, future: Any, exchange: Exchange) -> None:
        self.future = future
        self.exchange = exchange
        self._status: int | None = None

    def poll(self) -> int | None:
        """Return 0 when it has ended; None while it runs."""
        if self._status is None and self.future.done():
            self._status = 0
            if self.future.status == "finished":
                self.exchange.put_files(self.future.result())
        return self._status

    def terminate(self) -> None:
        """Forget it; the worker ends it in time."""
        self.future.cancel()

    kill = terminate


def _run_here(function: bytes, limits: Limits) -> dict[str, bytes]:
    """Run a note on this machine, and return what it has left in its folder."""
    exchange = Exchange.create()
    try:
        start_pickled(exchange, function, limits).wait()
        return exchange.files()
    finally:
        exchange.remove()


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Connect to the scheduler, and count the workers."""
    if not config.notes_cluster or config.notes_generated:
        return
    from sphinx.errors import ConfigError

    try:
        from distributed import Client

        client = Client(config.notes_cluster)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (ImportError, OSError, ValueError) as error:
        reason = " ".join(str(error).split()).rstrip(".") or "nobody answers"
        raise ConfigError(
            f"The Dask cluster {config.notes_cluster} cannot be used: {reason}."
        ) from None
    config.notes_processes = sum(client.nthreads().values())
    app.notes_client = client  # type: ignore[attr-defined]
    app.connect("build-finished", lambda *_: client.close())


def setup_cluster(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("config-inited", on_config_inited, priority=ConfigInited.CLUSTER)
