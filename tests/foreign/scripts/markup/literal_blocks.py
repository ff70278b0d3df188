"""
Literal blocks
==============

A block follows::

    for i in range(2):
        print("<b>", i)

::

    alone

Quoted::

> as in a letter
> with marks

.. parsed-literal::

   with *markup* and ``text``
"""

print("literal")
