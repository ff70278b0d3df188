"""Printed tensors without the name of their device.

Two devices print the same tensor alike but for its suffix, ``device='cuda:0'``, and a
line break that makes room for it.
"""

from __future__ import annotations

import re

from ...backend import JOINED

# A printed tensor; what it holds has at most one more pair of parentheses: size=(2, 3).
TENSOR = re.compile(r"\btensor\((?:[^()]|\([^()]*\))*+\)")
BREAK = re.compile(r",\n\s*(?=\w+=)")
DEVICE = re.compile(rf",({JOINED})? device='[a-z]+(?::\d+)?'(?=[,)])")


def without_device(output: str) -> str:
    """Return an output in which tensors do not name their device."""
    return TENSOR.sub(_without_device, output)


def _without_device(tensor: re.Match[str]) -> str:
    joined = BREAK.sub(f",{JOINED} ", tensor[0])
    return DEVICE.sub(lambda suffix: suffix[1] or "", joined)
