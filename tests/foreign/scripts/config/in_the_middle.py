"""
Comments for the gallery between statements
===========================================

The code around them stays as it is.
"""

a = 1

# sphinx_gallery_thumbnail_number = 1

b = 2
for _ in range(2):
    # sphinx_gallery_line_numbers = False
    a += b
print(a)
