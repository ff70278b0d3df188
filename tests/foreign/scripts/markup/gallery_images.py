"""
An image as the gallery writes it
=================================

By the directive that shows figures.

.. image-sg:: /_static/dot.png
   :alt: a dot
   :srcset: /_static/dot.png
   :class: sphx-glr-single-img
"""

print("image")
