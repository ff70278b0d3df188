"""
A figure that goes on
=====================

Each cell shows what there is.
"""

import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot([1, 2])
fig.canvas.draw()

# %%
# The same axes in a new figure.

fig, ax = plt.subplots()
ax.plot([2, 1])
text = ax.set_title("Another")
