"""
Blank lines in the output
=========================

Those between lines are kept, and so is the room in front of them.
"""

print("\n\n  a\n\n    b\n\n")
