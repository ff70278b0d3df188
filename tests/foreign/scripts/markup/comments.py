"""
Comments in the prose
=====================

.. A comment is not shown.

   Neither is its second paragraph.

..
   Nor this one.

Text.

.. _a target that nobody uses:

More text.
"""

# %%
# Text.
#
# .. # a comment of a comment

print("comments")
