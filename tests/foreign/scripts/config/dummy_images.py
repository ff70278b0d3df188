"""
Pictures in the place of real ones
==================================

It is not said what they show.
"""

# sphinx_gallery_dummy_images = 2

print("two figures would be here")
