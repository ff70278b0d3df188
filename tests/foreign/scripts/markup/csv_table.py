"""
A table of values with commas
=============================

.. csv-table:: A caption
   :header: "Name", "Size"
   :widths: 20, 10
   :stub-columns: 1

   "a, b", 1
   "c", "``2``"
"""

print("csv")
