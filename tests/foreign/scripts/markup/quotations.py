"""
Quotations
==========

Text.

    A quotation
    of two lines.

    -- Its author

.. epigraph::

   A motto.

   -- Somebody

.. pull-quote::

   Pulled out.

.. highlights::

   A summary.
"""

print("quotations")
