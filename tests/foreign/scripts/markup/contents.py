"""
A list of the headings
======================

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
