"""
Warnings
========

They are shown where they come up.
"""

import warnings

warnings.warn("a warning", UserWarning, stacklevel=1)
print("after the warning")

# %%
# Or they are caught.

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("caught", stacklevel=1)
print(len(caught))
