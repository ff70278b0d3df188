"""
Several lines
=============

A cell prints, the next does not, the third does.
"""

print("one", "two", sep=", ")
print()
print("three", end="!\n")

# %%
# Nothing.

silent = True

# %%
# Something again.

for i in range(3):
    print(i)
print("open", end="")

# %%
# The line above has not been ended.

print("next")
