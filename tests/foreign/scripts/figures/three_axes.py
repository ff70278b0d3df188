"""
Three dimensions
================

A surface in space.
"""

import matplotlib.pyplot as plt
import numpy as np

x, y = np.meshgrid(np.arange(4), np.arange(4))
ax = plt.figure(figsize=(2, 2)).add_subplot(projection="3d")
surface = ax.plot_surface(x, y, x * y)
plt.show()
