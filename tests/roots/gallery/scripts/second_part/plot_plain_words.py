"""
print: words
============

It prints words, and draws nothing.
"""

print("plain words")
