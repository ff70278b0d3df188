r"""
A simple table
==============

=====  =====  ======
  Inputs      Output
------------  ------
A      B      A or B
=====  =====  ======
False  False  False
True   \      *True*
=====  =====  ======

=== ===
no  head
at  all
=== ===
"""

print("simple")
