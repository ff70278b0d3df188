"""The devices that a note can run on here, and their full names."""

from __future__ import annotations

import re
import runpy
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from ...backend import processor_name

# What a reader may have: a page says of each whether its note ran there.
USUAL = ("cpu", "cuda", "mps", "xpu")
# Every type that torch.device() takes, as its error message lists them, and the name
# that the backend for Ascend gives itself.
TYPES = frozenset(
    re.split(
        ", ",
        "cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, "
        "lazy, vulkan, mps, meta, hpu, mtia, privateuseone, npu",
    )
)


class DeviceError(Exception):
    """A device was asked for that is not there."""


def available() -> list[str]:
    """Return the types of the devices here: ``cpu``, then the accelerator if any."""
    if _built_for_cpu_only():
        return ["cpu"]
    import torch

    try:
        accelerator = torch.accelerator.current_accelerator(check_available=True)
    except (AttributeError, TypeError):  # Before PyTorch 2.7.
        return ["cpu", *[one for one in USUAL if one != "cpu" and _works(one)]]
    return ["cpu"] if accelerator is None else ["cpu", accelerator.type]


def choose(asked: list[str]) -> list[str]:
    """Return the devices to run on: those asked for, or all that are available.

    Parameters
    ----------
    asked : list of str
        Device types such as ``"cuda"``; an empty list asks for every device.

    Raises
    ------
    DeviceError
        If torch cannot make a tensor on one of them; the message names the devices
        that are available.
    """
    if not asked:
        return available()
    for device in asked:
        if device not in TYPES or (device != "cpu" and not _works(device)):
            raise DeviceError(
                f"The device {device!r} is not available on this machine; "
                f"available: {', '.join(available())}."
            )
    return list(dict.fromkeys(asked))


def full_name(device: str) -> str:
    """Return what the device calls itself, such as ``"NVIDIA H200"``."""
    if device in ("cpu", "mps"):
        return processor_name()
    import torch

    module = getattr(torch, device, None)
    get_name = getattr(module, "get_device_name", None)
    return str(get_name()) if get_name is not None else device


def _built_for_cpu_only() -> bool:
    """Tell without importing torch, which takes longer than an unchanged build."""
    spec = find_spec("torch")
    if spec is None or spec.origin is None or sys.platform == "darwin":
        return False
    built_for = runpy.run_path(str(Path(spec.origin).with_name("version.py")))
    accelerators = ("cuda", "hip", "rocm", "xpu")
    return not any(built_for.get(name) for name in accelerators) and not entry_points(
        group="torch.backends"
    )


def _works(device: str) -> bool:
    import torch

    try:
        torch.empty(1, device=device)
    except Exception:  # Each backend has errors of its own.
        return False
    return True
