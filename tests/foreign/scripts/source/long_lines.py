"""
Long lines
==========

Longer than a screen is wide.
"""

words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
print(words * 3)
