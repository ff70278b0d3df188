"""
A figure that was closed
========================

It is gone.
"""

import matplotlib.pyplot as plt

plt.figure()
plt.plot([1, 2])
plt.close()
print("closed")

# %%
# All of them.

plt.figure()
plt.figure()
plt.close("all")
print("all closed")
