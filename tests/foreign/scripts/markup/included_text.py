"""
Text of another file
====================

Read when the page is.
"""

# %%
# .. include:: /shared/words.txt
#
# Behind it.

print("included text")
