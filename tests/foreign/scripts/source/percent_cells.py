"""
Cells that begin with two percent signs
=======================================

The form that editors know.
"""

print("first")

# %%
# A heading
# ---------
#
# A paragraph.

print("second")

# %% Words behind the signs are for editors
# Another paragraph.

print("third")
