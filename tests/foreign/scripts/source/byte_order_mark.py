"""
A mark in front of the first character
======================================

Some editors write one.
"""

print("marked")
