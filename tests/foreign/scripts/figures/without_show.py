"""
A figure that nobody shows
==========================

It is open at the end of the cell.
"""

import matplotlib.pyplot as plt

fig = plt.figure()
ax = fig.add_subplot()
ax.set(title="Not shown")
print("open")
