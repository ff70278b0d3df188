"""
Lists in lists
==============

1. Outer.

   - Inner.

     a. Innermost.

   - A block::

         in a list

   With a paragraph.

2. Outer again.
"""

# %%
# - Words
#
#   .. code-block:: python
#
#      x = 1
#
# - More.

print("nested")
