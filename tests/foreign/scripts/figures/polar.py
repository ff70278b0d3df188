"""
Around a point
==============

Axes that are a circle.
"""

import matplotlib.pyplot as plt

fig, ax = plt.subplots(subplot_kw={"projection": "polar"})
ax.plot([0, 1, 2], [1, 2, 3])
plt.show()
