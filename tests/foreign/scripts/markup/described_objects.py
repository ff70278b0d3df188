"""
Descriptions of code
====================

.. py:function:: foreign_function(x, y=1, *args)

   Do something.

   :param int x: the first
   :raises ValueError: never

.. py:data:: FOREIGN
   :type: int

See :py:func:`foreign_function` and :py:data:`FOREIGN`.
"""

print("described")
