"""
All marks of cells in one file
==============================

Each begins a cell.
"""

print("first")

# %%
# By percent signs.

print("second")

##############################################################################
# By a line.

print("third")

#%%
# Without a space.

print("fourth")
