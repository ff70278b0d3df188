"""
A list of the headings
======================

It is made by itself.

.. contents:: On this page
   :local:
   :depth: 1

First
-----

Text.
"""

# %%
# Second
# ------

print("contents")
