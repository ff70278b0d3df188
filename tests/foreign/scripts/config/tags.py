"""
Tags
====

Two of them.
"""

# sphinx_gallery_tags = ["one", "two"]

print("tagged")
