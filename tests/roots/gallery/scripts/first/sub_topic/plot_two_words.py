"""
np.random: numbers
==================

It sees nothing of the script before, :ref:`sphx_glr_first_plot_leaves_things.py`.
"""

import os

import numpy as np

print(np.array([0.125]), np.sum([2, 3]), "LEFT" in os.environ)

# %%
# Seeded
# ------
#
# Every run draws the same numbers.

print(np.random.rand(2))

assert np.random.rand() < 1
