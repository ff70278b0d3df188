"""
Pictures of one cell one below the other
========================================

Those of the other cell stand side by side.
"""

import matplotlib.pyplot as plt

# sphinx_gallery_multi_image_block = "single"
for slope in (1, 2):
    plt.figure()
    plt.plot([0, slope])
plt.show()

# %%
# Side by side.

for slope in (3, 4):
    plt.figure()
    plt.plot([0, slope])
plt.show()
