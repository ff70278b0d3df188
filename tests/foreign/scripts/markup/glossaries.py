"""
Terms
=====

.. glossary::

   foreign term
      A word from elsewhere.

   foreign word
   foreign phrase
      Two names.

See :term:`foreign term`, and :term:`the other <foreign phrase>`.
"""

print("terms")
