"""
A picture of its own on the card
================================

The card shows a file.
"""

# sphinx_gallery_thumbnail_path = "_static/dot.png"

print("no figure")
