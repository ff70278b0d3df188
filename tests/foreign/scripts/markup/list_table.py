"""
A table written as a list
=========================

.. list-table:: A caption
   :header-rows: 1
   :widths: auto
   :align: center

   * - Name
     - What it is
   * - ``a``
     - A list:

       - one
   * -
     - An empty cell before.

.. table:: Another caption

   == ==
   1  2
   == ==
"""

print("list")
