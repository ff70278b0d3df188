"""
Images and figures
==================

.. image:: /_static/dot.png
   :alt: a dot
   :width: 20px
   :align: center

.. figure:: /_static/dot.png
   :alt: the dot again
   :figwidth: 50%
   :target: https://example.org/

   A caption with *markup*.

   A legend.

.. image:: ../../_static/dot.png
"""

print("images")
