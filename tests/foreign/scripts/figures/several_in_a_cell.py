"""
Several figures
===============

Three in one cell, none in the next, one in the last.
"""

import matplotlib.pyplot as plt

for i in range(3):
    plt.figure()
    plt.plot([0, i])
plt.show()

# %%
# None.

print("none")

# %%
# One.

fig, ax = plt.subplots()
ax.bar(["a", "b"], [1, 2])
plt.show()
