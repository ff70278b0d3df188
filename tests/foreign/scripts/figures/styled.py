"""
A style for the module
======================

It holds from here on.
"""

import matplotlib.pyplot as plt

plt.style.use("ggplot")
plt.rcParams["lines.linewidth"] = 4
plt.plot([1, 2])
plt.show()

# %%
# For one figure only.

with plt.style.context("dark_background"):
    plt.plot([2, 1])
    plt.show()
print(plt.rcParams["lines.linewidth"])
