"""
From the future
===============

The import holds in all cells.
"""

from __future__ import annotations


def early(value: Later) -> Later:
    return value


print(early.__annotations__)

# %%
# In another cell.


def late(value: Never):
    return value


print(late.__annotations__)
