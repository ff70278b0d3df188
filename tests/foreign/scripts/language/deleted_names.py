"""
Names that go, and builtins that are hidden
===========================================

A cell sees what the one above has left.
"""

gone = 1
del gone
list = [1, 2]

# %%
# ``list`` is a list.

print("gone" in globals(), list)
del list
print(list("ab"))
