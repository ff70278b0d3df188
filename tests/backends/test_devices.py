"""Which devices are found, with any release of PyTorch."""

from __future__ import annotations

import pytest
import torch

from syntax_notes.backends.pytorch import devices


def test_devices_are_found_by_releases_that_cannot_be_asked_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(devices, "_built_for_cpu_only", lambda: False)
    found = devices.available()
    monkeypatch.delattr(torch, "accelerator")
    assert devices.available() == found
