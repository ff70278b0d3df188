"""The touches on joblib, as it was seen in 1.6.0.

sphinx-gallery hands scripts to joblib, and names joblib's own backend, ``loky``. joblib
lets anybody register a backend, also under that name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

SEEN_IN = "1.6.0"
REPLACED = "loky"


class Pool(Protocol):
    """What runs functions."""

    def submit(self, function: Callable[[], Any], done: Callable[[], object]) -> Any:
        """Take a function; return a ticket for :meth:`result`.

        ``done`` is to be called when the function has ended; more may be submitted
        then.
        """

    def result(self, ticket: Any) -> Any:
        """Wait, and return what the function returned, or raise what it raised."""

    def stop(self) -> None:
        """End what is still running: nobody asks for it any more."""


def use_in_place_of_loky(pool: Pool) -> Callable[[], None]:
    """Have a pool run what is meant for joblib's own backend, one call after the other.

    Returns
    -------
    callable
        Puts joblib's own backend back. A function that runs in another process calls
        it first, since it may use joblib itself.
    """
    from joblib import ParallelBackendBase, parallel_config, register_parallel_backend
    from joblib.parallel import get_active_backend

    with parallel_config(backend=REPLACED):
        own = type(get_active_backend()[0])

    class PoolBackend(ParallelBackendBase):  # type: ignore[misc]
        """Hands each call to the pool."""

        def effective_n_jobs(self, n_jobs: int) -> int:
            """Return a number that keeps joblib from running all by itself."""
            return max(n_jobs, 2)

        def submit(
            self, func: Callable[[], Any], callback: Callable[[Any], object]
        ) -> Any:
            """Hand over a batch of one call."""
            return pool.submit(func, lambda: callback(None))

        def retrieve_result(self, out: Any, timeout: float | None = None) -> Any:
            """Return the results of a batch."""
            return pool.result(out)

        def abort_everything(self, ensure_ready: bool = True) -> None:
            """End what is running."""
            pool.stop()

    register_parallel_backend(REPLACED, PoolBackend)
    return lambda: register_parallel_backend(REPLACED, own)


def calls_of(batch: Any) -> list[tuple[Callable[..., Any], tuple[Any, ...]]]:
    """Return the functions of a batch, with their arguments."""
    return [(function, arguments) for function, arguments, _ in batch.items]
