"""
np.set_printoptions: how arrays print
=====================================

It changes what the next script would see.
"""

import os

import numpy as np

np.set_printoptions(precision=1)
np.random.seed(5)
np.sum = np.prod
os.environ["LEFT"] = "behind"
print(np.array([0.125]))
