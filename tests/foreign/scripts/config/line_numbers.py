"""
Numbered lines
==============

The code has line numbers.
"""

# sphinx_gallery_line_numbers = True

a = 1
b = 2
print(a + b)
