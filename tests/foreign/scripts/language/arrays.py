"""
Arrays
======

With a seed, and across cells.
"""

import numpy as np

rng = np.random.default_rng(0)
values = rng.integers(10, size=(2, 3))
print(values.shape, values.sum() == values.ravel().sum())

# %%
# In the next cell.

print(np.arange(6).reshape(2, 3))
np.set_printoptions(precision=2)
print(np.array([1 / 3]))
