"""
Footnotes
=========

A number [1]_, a counted one [#]_, a named one [#name]_, a sign [*]_, and the
named one again [#name]_.

.. [1] The first.
.. [#] The counted one.
.. [#name] The named one,
   on two lines.
.. [*] The sign.
"""

print("footnotes")
