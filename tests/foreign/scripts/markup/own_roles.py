"""
Roles of its own
================

.. role:: strange

.. role:: python(code)
   :language: python

A :strange:`word`, and :python:`x = 1`.

.. default-role:: literal

`Literal` by default.

.. default-role::
"""

print("roles")
