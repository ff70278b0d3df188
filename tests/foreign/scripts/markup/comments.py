"""
Comments in the prose
=====================

They are for who writes it.

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
