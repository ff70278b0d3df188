"""
Cells without code or prose
===========================

There is nothing in some of them.
"""

# %%

# %%
# Only prose
# ----------
#
# There is no code below.

# %%

print("no prose")

# %%
# The end has no code.
