"""Notes about PyTorch: its devices, its state, and what its expressions come from."""

from __future__ import annotations

from ...backend import SEED, Tracer
from ..numpy import NumPy
from . import devices
from .printed import without_device


class PyTorch(NumPy):
    """Devices, versions and state of PyTorch, with those of NumPy."""

    packages = ("torch", "numpy")
    title = "PyTorch"
    known_devices = devices.TYPES
    usual_devices = devices.USUAL
    # Its compiler, which optimizers import, takes one second more.
    libraries = (
        "torch._dynamo",
        "torch.distributed.tensor",
        "torch.profiler",
        "torch.utils.data",
        f"{__package__}.provenance",
    )
    helpers = ("torch_shm_manager",)

    def device_name(self, device: str) -> str:
        """Return what a device calls itself, such as ``"NVIDIA H200"``."""
        return devices.full_name(device)

    def warm_up(self) -> None:
        """Make, move and print a few numbers: too few for more than one thread."""
        import torch

        t = torch.arange(6.0).view(2, 3)
        repr(torch.gather(t, 1, t.argmax(1, keepdim=True)).sum(0) + 1)

    def prepare(self, device: str) -> None:
        """Make a device the default, and seed both libraries."""
        import torch

        super().prepare(device)
        # A default device, even "cpu", sends every call through a Python mode that
        # makes small calls twice as slow, so the CPU gets none.
        if device != "cpu":
            torch.set_default_device(device)
        torch.manual_seed(SEED)

    def without_device(self, output: str) -> str:
        """Return an output in which tensors do not name their device."""
        return without_device(output)

    def tracer(self) -> Tracer:
        """Return what finds where the elements of a value came from."""
        from .provenance import trace

        return trace


backend = PyTorch()
