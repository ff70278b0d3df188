"""
Passes
======

It prints and plots.
"""

# sphinx_gallery_tags = ["one", "two"]
import os

import matplotlib.pyplot as plt

print(os.path.join("a", "b"))

# %%
# A plot
# ------
#
# .. code-block:: python
#
#    prose

plt.plot([1, 2])
plt.title("A line")
plt.show()

# %%
# A value as HTML
# ---------------


class Shown:
    def _repr_html_(self):
        return "<b>okapi</b>"


Shown()

# %%
# A value
# -------

1 + 1
