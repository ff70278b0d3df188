"""
Citations
=========

As in [CIT2002]_.

.. [CIT2002] A book, by somebody.
"""

print("citations")
