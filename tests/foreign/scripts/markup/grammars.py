"""
Grammars and other lists
========================

.. productionlist:: foreign
   sum: term ("+" term)*
   term: NUMBER

.. hlist::
   :columns: 2

   * one
   * two

.. centered:: In the middle

.. rst-class:: special

A paragraph of a class.
"""

print("grammars")
