"""
Drawn by a function
===================

The axes are handed on.
"""

import matplotlib.pyplot as plt


def draw(ax, label):
    ax.plot([1, 2], label=label)
    ax.legend()


fig, (left, right) = plt.subplots(1, 2, layout="constrained")
draw(left, "left")
draw(right, "right")
plt.show()
