"""
Pictures one below the other
============================

Instead of side by side.
"""

# sphinx_gallery_multi_image = "single"

import matplotlib.pyplot as plt

plt.figure()
plt.plot([1, 2])
plt.figure()
plt.plot([2, 1])
plt.show()
