"""
Nothing but a title
===================
"""

print("no sentence")
