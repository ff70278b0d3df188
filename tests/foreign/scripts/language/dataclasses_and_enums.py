"""
Data classes and enumerations
=============================

They look up the module that they are from.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list)


class Color(enum.Enum):
    RED = enum.auto()


class Pair(NamedTuple):
    left: int
    right: int


print(Point(1), Point(1) < Point(2), Color.RED, Pair(1, 2))
