"""
Prose that touches code
=======================

No line is left free.
"""
print("at once")
# %%
# It reads as a comment would.
print("touching")
# This one is a comment.
print("and more")
# %%
#
#
# Free lines stand above this.
#
#

print("free")
