"""
``show`` several times
======================

Between two figures.
"""

import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.show()
plt.figure()
plt.plot([2, 1])
plt.show()
