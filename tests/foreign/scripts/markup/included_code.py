"""
Code of another file
====================

Read when the page is.
"""

# %%
# .. literalinclude:: /shared/part.txt
#    :language: python
#    :lines: 2-
#    :emphasize-lines: 1

print("included code")
