"""The state of PyTorch that a note can change."""

from __future__ import annotations

from dataclasses import dataclass

from ...running.isolation import SEED, PublicNames


@dataclass(frozen=True)
class State:
    """The part of the state that is not a constant."""

    threads: int
    names: PublicNames


def take() -> State:
    """Read it."""
    import torch

    names = PublicNames.of(torch, torch.Tensor, torch.nn.functional)
    return State(torch.get_num_threads(), names)


def restore(state: State, device: str) -> None:
    """Undo what a note can set, and make ``device`` the default device."""
    import torch

    state.names.restore()
    # A default device, even "cpu", sends every call through a Python mode that makes
    # small calls twice as slow, so the CPU gets none.
    torch.set_default_device(None if device == "cpu" else device)
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)
    torch.set_printoptions(profile="default")
    torch.set_float32_matmul_precision("highest")
    torch.set_num_threads(state.threads)
    if torch.are_deterministic_algorithms_enabled():
        # Asked for only where needed: the call imports the compiler, a second.
        torch.use_deterministic_algorithms(False)
    torch.autograd.set_detect_anomaly(False)
    # Torch gives some warnings once in a process; the second note that shows such a
    # warning would then print something else than its downloaded script.
    torch.set_warn_always(True)
    torch.manual_seed(SEED)
