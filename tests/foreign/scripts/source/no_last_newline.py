"""
A file that does not end its last line
======================================

The last line counts.
"""

# %%
# A paragraph.

print("no newline at the end")