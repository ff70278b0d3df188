"""
Only in some outputs
====================

.. only:: html

   In HTML.

.. only:: latex

   In print.

.. only:: not html

   Nowhere here.
"""

print("only")
