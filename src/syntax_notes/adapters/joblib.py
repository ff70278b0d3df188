"""The touches on joblib, as it was seen in 1.6.0.

sphinx-gallery hands notes to joblib, and names joblib's own backend, ``loky``.
"""

from __future__ import annotations

from typing import Any

SEEN_IN = "1.6.0"


def end_workers() -> None:
    """End the processes that have run notes.

    They would stay for a while, and those in which a thread goes on for ever.
    """
    from joblib.externals.loky import get_reusable_executor

    get_reusable_executor(reuse=True).shutdown(wait=True, kill_workers=True)


def put_dask_in_place_of_loky(client: Any) -> None:
    """Have the workers of a Dask cluster do what joblib's own would.

    Parameters
    ----------
    client : distributed.Client
        Is connected to the scheduler of the cluster.
    """
    from joblib import parallel_config, register_parallel_backend
    from joblib.parallel import get_active_backend

    with parallel_config(backend="dask", client=client):
        kind = type(get_active_backend()[0])

    def make_backend(nesting_level: int | None = None) -> Any:
        made = kind(client=client)
        made.nesting_level = nesting_level
        return made

    register_parallel_backend("loky", make_backend)
