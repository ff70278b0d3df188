"""
Only in some outputs
====================

A page is one of them.

.. only:: html

   In HTML.

.. only:: latex

   In print.

.. only:: not html

   Nowhere here.
"""

print("only")
