"""
The second picture on the card
==============================

Two figures, of which the card shows the second.
"""

import matplotlib.pyplot as plt

# sphinx_gallery_thumbnail_number = 2

plt.figure()
plt.plot([1, 2])
plt.figure()
plt.plot([2, 1])
plt.show()
