"""
Examples in docstrings, tested
==============================

They are run with the names of the script.
"""

import doctest


def add(a, b):
    """Return the sum.

    >>> add(1, 2)
    3
    """
    return a + b


doctest.run_docstring_examples(add, globals())
print("tested")
