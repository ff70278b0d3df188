"""
A picture
=========

With a bar of its colours.
"""

import matplotlib.pyplot as plt
import numpy as np

plt.imshow(np.arange(16).reshape(4, 4), cmap="gray")
plt.colorbar()
plt.show()
