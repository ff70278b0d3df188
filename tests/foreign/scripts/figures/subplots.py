"""
Axes side by side
=================

They are one figure.
"""

import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2, figsize=(4, 2))
for ax in axes:
    ax.plot([1, 2])
fig.suptitle("Two axes")
fig.tight_layout()
plt.show()
