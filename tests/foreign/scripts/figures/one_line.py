"""
One line
========

A figure at the end of a cell.
"""

import matplotlib.pyplot as plt

plt.plot([1, 2, 3], [1, 4, 9])
plt.title("Squares")
plt.show()
