"""
Fields
======

:Author: Somebody
:Date: A day
:A longer name: with text
  on two lines
"""

# %%
# :param x: the first
# :returns: nothing
#
# Text.

print("fields")
