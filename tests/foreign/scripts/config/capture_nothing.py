"""
No values
=========

What is printed is shown, and nothing else.
"""

# sphinx_gallery_capture_repr = ()

print("printed")
"a value"
