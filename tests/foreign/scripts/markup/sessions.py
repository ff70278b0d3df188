"""
Sessions with an interpreter
============================

>>> 1 + 1
2
>>> print("a")
a

.. doctest and a comment
"""

# %%
# .. code-block:: pycon
#
#    >>> for i in range(2):
#    ...     print(i)
#    0
#    1

print("sessions")
