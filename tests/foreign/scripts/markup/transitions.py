"""
A line between
==============

Before.

----

After.

********

And again.
"""

# %%
# In a cell.
#
# -----
#
# Below.

print("transition")
