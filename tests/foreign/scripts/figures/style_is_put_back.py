"""
The style of the next script
============================

It does not see the one above.
"""

import matplotlib.pyplot as plt

print(plt.rcParams["lines.linewidth"])
plt.plot([1, 2])
plt.show()
