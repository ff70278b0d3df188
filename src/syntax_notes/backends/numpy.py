"""Notes about NumPy."""

from __future__ import annotations

from typing import Any

from ..backend import Backend
from ..running.isolation import SEED, PublicNames


class NumPy(Backend):
    """Versions and state of NumPy; the processor is the only device."""

    packages: tuple[str, ...] = ("numpy",)

    def take_state(self) -> Any:
        """Return print options, error handling, and what the public names stand for."""
        import numpy as np

        return np.get_printoptions(), np.geterr(), PublicNames.of(np)

    def restore_state(self, state: Any, device: str) -> None:
        """Put them back, and seed the older random functions."""
        import numpy as np

        print_options, errors, names = state
        names.restore()
        np.set_printoptions(**print_options)
        np.seterr(**errors)
        np.random.seed(SEED)  # noqa: NPY002 - notes may use the older functions.


backend = NumPy()
