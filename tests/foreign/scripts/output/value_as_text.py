"""
A value as text
===============

The last line of a cell is a value.
"""

1 + 1

# %%
# Behind what is printed.

print("printed")
"a string"
