"""
A figure as a file
==================

Saved, closed and not shown.
"""

import os

import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.savefig("saved.png")
plt.savefig("saved.svg")
plt.close()
print(sorted(name for name in os.listdir() if name.startswith("saved.")))
for name in ("saved.png", "saved.svg"):
    os.remove(name)
