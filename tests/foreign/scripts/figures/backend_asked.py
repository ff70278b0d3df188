"""
A backend by name
=================

The script chooses where it draws.
"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.ioff()
plt.show(block=False)
plt.pause(0.001)
