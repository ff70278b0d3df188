"""
Annotations
===========

They are resolved by name.
"""

import typing
from collections.abc import Callable

T = typing.TypeVar("T")


class Box(typing.Generic[T]):
    content: "T"


def apply(function: Callable[[int], "Box[int]"], x: int = 1) -> "Box[int]":
    return function(x)


print(typing.get_type_hints(apply)["return"])
number: int = 3
print(__annotations__)
