"""
===================
Lines on both sides
===================

The title stands between two lines.
"""

# %%
# *******
# Heading
# *******
#
# Between two lines as well.

print("overlined")
