"""
.. _a-label-above-the-title:

A label above the title
=======================

.. tip:: It begins with a box.

See :ref:`a-label-above-the-title`.
"""

print("labelled")
