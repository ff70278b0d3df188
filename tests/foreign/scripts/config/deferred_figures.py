"""
A figure over two cells
=======================

The first cell keeps its figure for the second.
"""

import matplotlib.pyplot as plt

# sphinx_gallery_defer_figures
fig, ax = plt.subplots()
ax.plot([1, 2])
print("begun")

# %%
# The axes get a name, and now it shows.

ax.set_xlabel("x")
print("done")
