"""Notes about NumPy."""

from __future__ import annotations

from ..backend import SEED, Backend


class NumPy(Backend):
    """Versions of NumPy; the processor is the only device."""

    packages: tuple[str, ...] = ("numpy",)
    title = "NumPy"

    def prepare(self, device: str) -> None:
        """Seed the older random functions as well."""
        import numpy as np

        super().prepare(device)
        np.random.seed(SEED)  # noqa: NPY002 - notes may use the older functions.


backend = NumPy()
