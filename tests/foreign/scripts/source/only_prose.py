"""
No code at all
==============

A page can be prose.

Second heading
--------------

More of it.
"""

# %%
# Third heading
# -------------
#
# The end.
