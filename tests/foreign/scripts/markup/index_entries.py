"""
Entries of the index
====================

.. index:: entry; of the index, single

A word with an :index:`entry`, and :index:`another <pair: two; words>`.
"""

# %%
# .. index::
#    pair: cell; entry
#
# Text.

print("index")
