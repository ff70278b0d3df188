"""
Headings of several levels
==========================

The page has one title.

A section
---------

A subsection
~~~~~~~~~~~~

Text.
"""

# %%
# Another section
# ---------------
#
# Text.
#
# Another subsection
# ~~~~~~~~~~~~~~~~~~
#
# Deeper
# ^^^^^^
#
# Text.

print("headings")
