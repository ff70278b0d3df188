"""
Prints between figures
======================

The output of a cell is one, and so are its figures.
"""

import matplotlib.pyplot as plt

print("before")
plt.figure()
plt.plot([1, 2])
print("between")
plt.figure()
plt.plot([2, 1])
print("after")
