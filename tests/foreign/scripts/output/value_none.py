"""
Nothing is no value
===================

Neither is an assignment.
"""

None

# %%
# A call that returns nothing.

[].append(1)

# %%
# An assignment.

x = 5
