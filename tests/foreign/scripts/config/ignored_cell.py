"""
A cell that is not shown
========================

All of its lines run, and none is shown.
"""

# sphinx_gallery_start_ignore
quiet = "set out of sight"
# sphinx_gallery_end_ignore

# %%
# What it has set is there.

print(quiet)
