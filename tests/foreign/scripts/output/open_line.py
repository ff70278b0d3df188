"""
A line that is not ended
========================

The cell ends before its line does.
"""

print("open", end="")

# %%
# The next cell begins anew.

print("next")
