r"""
A formula in a figure
=====================

And marks that could end a text alternative.
"""

import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.title(r"$\alpha^2$ & <b> \"quoted\"")
plt.xlabel("two\nlines")
plt.show()
