"""
A cell of comments
==================

It does nothing.
"""

# This comment stays,
# and it is all there is.

# %%
# A statement follows.

# A comment above,
print("x")
# and one below.
