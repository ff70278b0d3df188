"""
Lists and blocks that end a cell
================================

The next cell begins at the margin.
"""

# %%
# * a list
#
#   * inside

# %%
#     A quotation begins the cell.
#
# Text.

# %%
# A block ends the cell::
#
#     x = 1

print("ends")
