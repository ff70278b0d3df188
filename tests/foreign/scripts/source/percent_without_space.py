"""
Percent signs without a space
=============================

As some editors write them.
"""

print("first")

#%%
# A paragraph.

print("second")
#%%
# Right above its code, and right below other code.
print("third")
