"""
A value behind which there is a semicolon
=========================================

As in a notebook.
"""

print("a list follows")
[1, 2, 3];
