"""Notes about PyTorch: its devices, its state, and what its expressions come from."""

from __future__ import annotations

from typing import Any

from ...backend import Tracer
from ..numpy import NumPy
from . import devices, state
from .printed import without_device


class PyTorch(NumPy):
    """Devices, versions and state of PyTorch, with those of NumPy."""

    packages = ("torch", "numpy")
    known_devices = devices.TYPES
    usual_devices = devices.USUAL
    # Its compiler, which optimizers import, takes one second more.
    libraries = ("torch._dynamo", "torch.distributed.tensor", "torch.utils.data")
    helpers = ("torch_shm_manager",)

    def device_name(self, device: str) -> str:
        """Return what a device calls itself, such as ``"NVIDIA H200"``."""
        return devices.full_name(device)

    def take_state(self) -> Any:
        """Return the state of both libraries."""
        return super().take_state(), state.take()

    def restore_state(self, state_before: Any, device: str) -> None:
        """Put it back, make a device the default, and seed both."""
        of_numpy, of_torch = state_before
        state.restore(of_torch, device)
        super().restore_state(of_numpy, device)

    def without_device(self, output: str) -> str:
        """Return an output in which tensors do not name their device."""
        return without_device(output)

    def tracer(self) -> Tracer:
        """Return what finds where the elements of a value came from."""
        from .provenance import trace

        return trace


backend = PyTorch()
